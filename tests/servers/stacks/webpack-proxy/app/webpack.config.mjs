export default {
  mode: "development",
  entry: "./main.js",
  // <configuration>
};
