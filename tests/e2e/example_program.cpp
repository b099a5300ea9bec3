#include "tests/e2e/example_program.h"

#include <gtest/gtest.h>

#include <thread>

namespace e2e {
namespace {

std::vector<std::string> command_line(Language language, const std::string& name) {
  const std::filesystem::path examples = EXAMPLES_FOLDER;
  switch (language) {
    case Language::Python:
      return {"python3", "-B", (examples / "python" / (name + ".py")).string()};
    case Language::Node:
      return {"node", (examples / "node" / (name + ".mjs")).string()};
    case Language::Cpp:
      break;
  }
  return {std::string(EXAMPLE_BINARIES) + "/" + name};
}

std::vector<std::string> with_options(std::vector<std::string> command, const std::string& name,
                                      const std::filesystem::path& socket,
                                      const std::filesystem::path& database) {
  command.insert(command.end(), {"--socket", socket.string()});
  if (name != "signon") {
    command.insert(command.end(), {"--database", database.string()});
  }
  return command;
}

}  // namespace

std::string text(Language language) {
  switch (language) {
    case Language::Python:
      return "Python";
    case Language::Node:
      return "Node";
    case Language::Cpp:
      break;
  }
  return "Cpp";
}

bool says(Process& process, const std::string& words, Milliseconds wait) {
  const auto patience = std::chrono::steady_clock::now() + wait;
  while (process.errors().find(words) == std::string::npos) {
    if (std::chrono::steady_clock::now() > patience || !process.running()) {
      return process.errors().find(words) != std::string::npos;
    }
    std::this_thread::sleep_for(Milliseconds(10));
  }
  return true;
}

ExampleProgram::ExampleProgram(Language language, const std::string& name,
                               const std::filesystem::path& socket,
                               const std::filesystem::path& database)
    : process_(with_options(command_line(language, name), name, socket, database)) {
  EXPECT_TRUE(says(" is open")) << process_.errors();
}

}  // namespace e2e
