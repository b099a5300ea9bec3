#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "printers/spool/spool.h"

namespace printers {

inline WallTime at(std::int64_t seconds) {
  return WallTime(std::chrono::seconds(1'700'000'000 + seconds));
}

inline config::LuName lu(std::string_view name) {
  return config::LuName::parse(name).value();
}

JobFacts facts(std::string_view printer);
tn3270::ByteBuffer bytes_of(std::string_view text);
// Of `size`; each seed has its own.
tn3270::ByteBuffer many_bytes(std::size_t size, unsigned seed = 1);

// A spool in a folder of one test's own, gone with it.
class SpoolFolder {
 public:
  explicit SpoolFolder(const std::filesystem::path& below = std::filesystem::temp_directory_path());
  ~SpoolFolder();
  SpoolFolder(const SpoolFolder&) = delete;
  SpoolFolder& operator=(const SpoolFolder&) = delete;

  [[nodiscard]] std::filesystem::path path() const { return folder_; }
  [[nodiscard]] std::string file() const { return settings.path; }
  [[nodiscard]] std::unique_ptr<Spool> open() const;
  [[nodiscard]] std::string fault() const;  // of an open() that must fail
  [[nodiscard]] std::unique_ptr<SpoolReader> reader() const;

  config::SpoolSettings settings;

 private:
  std::filesystem::path folder_;
};

// A job with one piece of SCS, brought to `state` and not committed.
JobId job_in(Spool& spool, JobState state, std::string_view printer = "P001",
             std::string_view text = "HELLO");

std::vector<Piece> pieces_of(SpoolReader& reader, JobId job);
std::string text_of(SpoolReader& reader, JobId job);

std::string file_bytes(const std::string& path);
void write_file(const std::string& path, std::string_view bytes);

}  // namespace printers
