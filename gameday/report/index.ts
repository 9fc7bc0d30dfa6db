export { drawDiagrams, readDiagrams } from "./diagrams";
export { renderReport } from "./render";
export { summaryLines } from "./summary";
export { reportProblems, writeReport } from "./write";
