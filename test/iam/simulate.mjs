// Answers, for a list of simulations on standard input, what IAM would say to each. A process of its own, because the
// simulator's licence (AGPL) is not to spread into what imports it.
import { text } from "node:stream/consumers";
import process from "node:process";
import { runSimulation } from "@cloud-copilot/iam-simulate";

const simulations = JSON.parse(await text(process.stdin));
const answers = await Promise.all(simulations.map((simulation) => runSimulation(simulation, {})));
process.stdout.write(
    JSON.stringify(
        answers.map((answer) =>
            answer.resultType === "error" ? { error: answer.errors } : { verdict: answer.overallResult },
        ),
    ),
);
