#include "printers/spool/file_header.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string_view>
#include <system_error>

#include "printers/spool/schema.h"

namespace printers {
namespace {

namespace fs = std::filesystem;

// "Database File Format" of sqlite.org, section 1.3.
constexpr std::size_t kHeader = 100;
constexpr std::string_view kMagic{"SQLite format 3\0", 16};
constexpr std::size_t kUserVersion = 60;
constexpr std::size_t kApplicationId = 68;

using Header = std::array<char, kHeader>;

std::uint32_t number_at(const Header& header, std::size_t at) {
  std::uint32_t number = 0;
  for (std::size_t i = at; i < at + 4; ++i) {
    number = (number << 8U) | static_cast<std::uint8_t>(header.at(i));
  }
  return number;
}

SpoolFault not_ours(const std::string& path, const std::string& what) {
  return {"the spool " + path + " " + what +
          ", and is left as it is; change 'path' of 'spool', or move that file away"};
}

}  // namespace

std::optional<SpoolFault> place_fault(const std::string& path) {
  std::error_code ignored;
  const fs::file_status status = fs::status(path, ignored);
  if (fs::exists(status) && !fs::is_regular_file(status)) {
    return SpoolFault{"the spool " + path + " is not a file; change 'path' of 'spool'"};
  }
  // SQLite would take the log for that of the new file.
  const std::string log = path + "-wal";
  if (!fs::exists(status) && fs::exists(log, ignored) && fs::file_size(log, ignored) > 0) {
    return SpoolFault{"the spool " + path + " is missing, but its log " + log +
                      " is there and may hold jobs; put the spool back beside it, or move the log "
                      "away"};
  }
  return std::nullopt;
}

std::optional<SpoolFault> header_fault(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    return SpoolFault{"the spool " + path +
                      " can't be read; let the server's user read and write it"};
  }
  Header header{};
  file.read(header.data(), header.size());
  const auto got = static_cast<std::size_t>(file.gcount());
  if (got == 0) {
    return not_ours(path, "is empty: it was cut, or another program has made it");
  }
  if (got < kHeader || std::string_view(header.data(), kMagic.size()) != kMagic) {
    return not_ours(path, "is not a spool: it is no SQLite file");
  }
  if (number_at(header, kApplicationId) != kSpoolMark) {
    return not_ours(path, "is not a spool: it is a SQLite file of another program");
  }
  return format_fault(path, number_at(header, kUserVersion));
}

std::optional<SpoolFault> format_fault(const std::string& path, std::int64_t format) {
  if (format > kSpoolFormat) {
    return SpoolFault{"the spool " + path + " was written by a newer server (format " +
                      std::to_string(format) + "; this one knows " + std::to_string(kSpoolFormat) +
                      "); use the newer server, or change 'path' of 'spool'"};
  }
  if (format != kSpoolFormat) {
    return not_ours(path, "has a format that there never was (" + std::to_string(format) + ")");
  }
  return std::nullopt;
}

}  // namespace printers
