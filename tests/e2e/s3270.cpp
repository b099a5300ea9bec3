#include "tests/e2e/s3270.h"

#include <thread>

namespace e2e {
namespace {

std::vector<std::string> command_line(const std::string& host,
                                      const std::vector<std::string>& options) {
  std::vector<std::string> command{"s3270"};
  command.insert(command.end(), options.begin(), options.end());
  command.push_back(host);
  return command;
}

constexpr std::string_view kData = "data: ";

}  // namespace

S3270::S3270(const std::string& host, const std::vector<std::string>& options)
    : process_(command_line(host, options)) {}

S3270::Answer S3270::action(const std::string& text, Milliseconds wait) {
  Answer answer;
  process_.write(text + "\n");
  std::string previous;
  while (const auto line = process_.read_line(wait)) {
    if (*line == "ok" || *line == "error") {
      answer.ok = *line == "ok";
      answer.status = previous;
      return answer;
    }
    if (line->compare(0, kData.size(), kData) == 0) {
      answer.data.push_back(line->substr(kData.size()));
    } else if (*line == "data:") {
      answer.data.emplace_back();
    }
    previous = *line;
  }
  return answer;
}

bool S3270::wait_for_field(int seconds) {
  return action("Wait(" + std::to_string(seconds) + ",InputField)",
                std::chrono::seconds(seconds + 2))
      .ok;
}

bool S3270::wait_for_text(const std::string& text) {
  for (int attempt = 0; attempt < 100; ++attempt) {
    if (screen().find(text) != std::string::npos) {
      return true;
    }
    std::this_thread::sleep_for(Milliseconds(50));
  }
  return false;
}

std::string S3270::screen() {
  std::string all;
  for (const std::string& row : action("Ascii()").data) {
    all += row + "\n";
  }
  return all;
}

std::string S3270::query(const std::string& what) {
  const Answer answer = action("Query(" + what + ")");
  return answer.data.empty() ? "" : answer.data.front();
}

bool S3270::enter(const std::string& text) {
  return action("String(\"" + text + "\")").ok && press("Enter");
}

bool S3270::press(const std::string& key) {
  const std::string call = key.find('(') == std::string::npos ? key + "()" : key;
  return action(call).ok && wait_for_field(5);
}

}  // namespace e2e
