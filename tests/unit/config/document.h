#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace config::test {

// A page of docs/, and the configurations in it.
class Document {
 public:
  explicit Document(const std::string& name) {
    std::ifstream file(TN3270D_SOURCE_DIR "/docs/" + name);
    EXPECT_TRUE(file) << name;
    text_ = {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  }
  [[nodiscard]] const std::string& text() const { return text_; }
  // What stands between the lines ```json (or ```jsonc) and ```.
  [[nodiscard]] std::vector<std::string> examples() const {
    std::vector<std::string> found;
    for (std::size_t at = text_.find("```json"); at != std::string::npos;
         at = text_.find("```json", at)) {
      at = text_.find('\n', at) + 1;
      found.push_back(text_.substr(at, text_.find("\n```", at) - at));
    }
    return found;
  }

 private:
  std::string text_;
};

}  // namespace config::test
