#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <variant>

#include "tn3270/datastream/bytes.h"

namespace printers {

// Characters as bytes of one charset, by iconv. A charset with shifts (ISO-2022-JP) is left in its
// initial state behind every character.
class Charset {
 public:
  // By iconv's name; or why there is none.
  [[nodiscard]] static std::variant<std::unique_ptr<Charset>, std::string> open(
      const std::string& name);
  ~Charset();
  Charset(const Charset&) = delete;
  Charset& operator=(const Charset&) = delete;

  // False: the charset has it not, and '?' was appended.
  bool append(char32_t character, tn3270::ByteBuffer& out);

 private:
  struct Code {
    std::array<std::uint8_t, 14> bytes{};
    std::uint8_t size = 0;
    bool known = false;
  };

  explicit Charset(void* handle) : handle_(handle) {}
  [[nodiscard]] Code convert(char32_t character);
  void fill_latin();

  void* handle_;
  Code unknown_{};
  std::array<Code, 256> latin_{};
  std::unordered_map<char32_t, Code> others_{};
};

}  // namespace printers
