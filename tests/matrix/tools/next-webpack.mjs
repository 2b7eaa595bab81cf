import { nextTool } from "./next-any.mjs";

export const { title, renders, dev, build, start } = nextTool("Next 16, webpack", "--webpack");
