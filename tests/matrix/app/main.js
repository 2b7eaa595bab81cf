import "cors-forecast/auto";

import { call } from "./call.js";

call();
