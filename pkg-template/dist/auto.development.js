// `import "cors-forecast/auto"` in development builds, and the file for a script tag.

import { installAutomatically } from "./automatic.js";

installAutomatically();
