#pragma once

#include <initializer_list>
#include <string_view>
#include <vector>

namespace architecture {

// The kinds of header that are not ours.
enum class Kind {
  Standard,     // values and algorithms of the C++ library
  Surrounding,  // the C++ library's threads, files and streams: what a pure room does not know
  Forbidden,    // the C++ library's parts that GCC 12 or clang 14 cannot do
  Posix,
  Iconv,
  Json,
  SimdJson,
  Asio,
  Spdlog,
  Fmt,
  CommandLine,
  OpenSsl,
  Telnet,
  Restinio,
  Curl,
  Printing,  // libcups, SQLite, libharu
  TestLibrary,
  Unknown
};

[[nodiscard]] Kind kind_of(std::string_view header);
[[nodiscard]] std::string_view words_for(Kind kind);

// One room of the house and the doors that it has.
struct Room {
  std::string_view folder;
  std::vector<std::string_view> may_include;  // prefixes of quoted includes, besides its own folder
  std::vector<Kind> may_use;                  // besides Standard
};

// The room of a file, or nullptr if it is in none. The longest folder wins.
[[nodiscard]] const Room* room_of(std::string_view path);

}  // namespace architecture
