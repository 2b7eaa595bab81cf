import { output } from "../../installed.mjs";

const VERSIONS = `
  require "rails/version"
  puts "Rails #{Rails.version}, rack-cors #{Gem::Specification.find_by_name("rack-cors").version}"
`;

export default {
  needs: {
    programs: {
      puma: "puma",
      "/usr/lib/ruby/vendor_ruby/rack/cors.rb": "ruby-rack-cors",
      rails: "rails",
    },
  },
  unlisted: ["content-type"],
  file: "config/initializers/cors.rb",
  start: ({ port }) => ({
    command: "puma",
    args: ["--bind", `tcp://127.0.0.1:${port}`, "--environment", "production", "--threads", "1:4", "config.ru"],
  }),
  versions: () => output("ruby", ["-e", VERSIONS]),
};
