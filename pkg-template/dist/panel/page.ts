// The panel's button for pages that a development server gives the wrapper: the panel itself lies beside their script.

import { startPanel } from "./start.ts";

const { src } = document.currentScript as HTMLScriptElement;

startPanel(() => import(new URL("panel-view.js", src).href));
