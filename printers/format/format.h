#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "config/settings.h"
#include "printers/job.h"
#include "tn3270/datastream/code_page.h"

// From what an application wrote to what a printer gets: pieces in, bytes out. Pure.
namespace printers {

// Where the bytes go. False: it takes no more (the disk is full), and formatting stops.
class ByteSink {
 public:
  ByteSink() = default;
  virtual ~ByteSink() = default;
  ByteSink(const ByteSink&) = delete;
  ByteSink& operator=(const ByteSink&) = delete;
  [[nodiscard]] virtual bool put(tn3270::Bytes bytes) = 0;
};

// What formatting has found out about a job.
struct FormatReport {
  std::uint32_t pages = 0;
  std::uint64_t unprintable = 0;         // characters that the output's charset or font has not
  std::vector<std::string> remarks{};    // "unknown SCS code 17 at offset 204 was skipped" …
  std::uint64_t more_remarks = 0;        // beyond limits::kFormatRemarks
  std::optional<std::string> failure{};  // why nothing useful came out
};

// One job's way: piece() for each in order, then finish() once.
class Formatter {
 public:
  Formatter() = default;
  virtual ~Formatter() = default;
  Formatter(const Formatter&) = delete;
  Formatter& operator=(const Formatter&) = delete;
  // False: the sink takes no more, or the job can't be formatted; finish() says why.
  [[nodiscard]] virtual bool piece(PieceKind kind, tn3270::Bytes bytes) = 0;
  [[nodiscard]] virtual FormatReport finish() = 0;
};

// What a banner page shows, and a PDF's document information.
struct JobTitle {
  JobId id = 0;
  std::string name{};
  std::string printer{};
  std::string application{};
  std::string submitter{};
  std::string created{};  // "2026-11-21 14:03:07 UTC"
};

// What is said in FormatReport::failure when a ByteSink has taken no more.
inline constexpr const char* kNoMore = "the output takes no more bytes";

// With what a LU's type has instead of empty members: charset and line end.
[[nodiscard]] config::FormatSettings format_settings_of(config::LuType type,
                                                        config::FormatSettings settings);

// A formatter for one job, or why these settings can't be (a charset that iconv has not).
// `page` and `sink` outlive it. `sizes`: of LU3's buffer. `settings` are complete; what is empty
// is UTF-8 and LF.
[[nodiscard]] std::variant<std::unique_ptr<Formatter>, std::string> make_formatter(
    const config::FormatSettings& settings, const JobTitle& title, const tn3270::CodePage& page,
    tn3270::ScreenSizes sizes, ByteSink& sink);

}  // namespace printers
