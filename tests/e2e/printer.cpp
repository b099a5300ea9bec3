#include "tests/e2e/printer.h"

#include <fstream>
#include <thread>

namespace e2e {
namespace {

std::vector<std::string> command_line(const std::string& command, const std::string& host,
                                      const std::vector<std::string>& options) {
  std::vector<std::string> words{"pr3287", "-command", command};
  words.insert(words.end(), options.begin(), options.end());
  words.push_back(host);
  return words;
}

std::string spooling(const std::filesystem::path& folder) {
  const std::string page = (folder / "page").string();
  return "cat > " + page + ".part && mv " + page + ".part " + page;
}

}  // namespace

Printer::Printer(const std::string& host, const std::vector<std::string>& options)
    : process_(command_line(spooling(folder_.path()), host, options)) {}

bool Printer::has_printed() const {
  return std::filesystem::exists(folder_.path() / "page");
}

std::vector<std::string> Printer::page() const {
  for (int attempt = 0; attempt < 250 && !has_printed(); ++attempt) {
    std::this_thread::sleep_for(Milliseconds(20));
  }
  std::vector<std::string> lines;
  std::ifstream file(folder_.path() / "page");
  for (std::string line; std::getline(file, line);) {
    line.erase(line.find_last_not_of(" \r\f") + 1);
    lines.push_back(line);
  }
  while (!lines.empty() && lines.back().empty()) {
    lines.pop_back();
  }
  return lines;
}

Finished refused_printer(const std::string& host, const std::vector<std::string>& options) {
  return run(command_line("cat", host, options));
}

}  // namespace e2e
