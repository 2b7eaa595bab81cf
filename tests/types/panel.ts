// What a user of the panel may and may not write. Compiled only; see tests/browser/types.test.mjs.

import "cors-forecast/panel";
import { closePanel, openPanel } from "cors-forecast/panel";

const opened: Promise<void> = openPanel();
const closed: void = closePanel();
void [opened, closed];

// @ts-expect-error: there is nothing to choose
openPanel("timeline");
// @ts-expect-error: it is closed at once
closePanel().then(() => {});
