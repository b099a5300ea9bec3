#include <algorithm>
#include <fstream>
#include <system_error>
#include <utility>

#include "config/deck/reading.h"
#include "config/limits.h"
#include "config/reader.h"

namespace config {
namespace {

namespace fs = std::filesystem;

// One byte more than is allowed, so that a file that is too large shows.
std::optional<std::string> read_file(const fs::path& path) {
  std::error_code fault;
  if (fs::is_directory(path, fault)) {
    return std::nullopt;
  }
  std::ifstream stream(path, std::ios::binary);
  std::string text;
  constexpr std::size_t kMost = limits::kConfigFileBytes + 1;
  constexpr std::size_t kPiece = 64U << 10U;
  while (stream && text.size() < kMost) {
    const std::size_t before = text.size();
    const std::size_t piece = std::min(kPiece, kMost - before);
    text.resize(before + piece);
    stream.read(text.data() + before, static_cast<std::streamsize>(piece));
    text.resize(before + static_cast<std::size_t>(stream.gcount()));
  }
  if (!stream.eof() && text.size() < kMost) {
    return std::nullopt;
  }
  return text;
}

std::vector<std::string> list_folder(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code fault;
  fs::directory_iterator entry(folder.empty() ? fs::path(".") : folder, fault);
  for (; !fault && entry != fs::directory_iterator(); entry.increment(fault)) {
    std::error_code ignored;
    if (!entry->is_directory(ignored)) {
      names.push_back(entry->path().filename().string());
    }
  }
  return names;
}

// Only for the message.
std::string why_not_read(const fs::path& path) {
  std::error_code fault;
  const fs::file_status status = fs::status(path, fault);
  if (status.type() == fs::file_type::directory) {
    return "it is a directory; give the files in it";
  }
  if (fs::exists(status)) {
    return "it is there, but cannot be read; look at its permissions";
  }
  return "there is no such file";
}

}  // namespace

FileSource file_system() {
  return read_file;
}

FolderSource file_system_folders() {
  return list_folder;
}

std::optional<std::string> deck::Sources::read(const fs::path& path, std::string& why) const {
  auto text = files(path);
  if (!text) {
    why = why_not_read(path);
  } else if (text->size() > limits::kConfigFileBytes) {
    why = "it is larger than " + std::to_string(limits::kConfigFileBytes >> 20U) +
          " MB, the most that one configuration file may have; divide it";
    text.reset();
  }
  return text;
}

}  // namespace config
