export { type RenderedReport, renderReport } from "./render";
export { summaryLines } from "./summary";
export { type ReportFiles, reportProblems, writeReport } from "./write";
