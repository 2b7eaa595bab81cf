// The plugin in the types that the tools have.

import type { RsbuildConfig, RsbuildPlugin } from "@rsbuild/core";
import type { Configuration as RspackConfiguration } from "@rspack/core";
import CorsForecast from "cors-forecast/webpack";
import type { Configuration } from "webpack";

const webpack: Configuration = { mode: "development", plugins: [new CorsForecast()] };
const rspack: RspackConfiguration = { mode: "development", plugins: [new CorsForecast({ summary: false })] };
const plugin: RsbuildPlugin = CorsForecast.rsbuild();
const rsbuild: RsbuildConfig = { plugins: [plugin, CorsForecast.rsbuild({ as: { origin: "https://app.example" } })] };

// @ts-expect-error It is no plugin of Rsbuild's.
const wrong: RsbuildConfig = { plugins: [new CorsForecast()] };

export { rsbuild, rspack, webpack, wrong };
