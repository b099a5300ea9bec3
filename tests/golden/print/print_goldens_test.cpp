// Whole jobs as hosts write them, and what a printer at a raw port gets of them, byte for byte.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <string>
#include <variant>
#include <vector>

#include "printers/format/format.h"
#include "vtam/programs/demo_page.h"

namespace golden {
namespace {

using printers::Piece;
using printers::PieceKind;

class Bytes : public printers::ByteSink {
 public:
  bool put(tn3270::Bytes bytes) override {
    text.append(bytes.begin(), bytes.end());
    return true;
  }
  std::string text;
};

std::string printed(const std::vector<Piece>& pieces) {
  const auto page = tn3270::cp037();
  Bytes sink;
  auto made = printers::make_formatter(printers::format_settings_of(config::LuType::Direct, {}), {},
                                       *page, {}, sink);
  auto& formatter = *std::get<std::unique_ptr<printers::Formatter>>(made);
  for (const Piece& piece : pieces) {
    EXPECT_TRUE(formatter.piece(piece.kind, piece.bytes));
  }
  const printers::FormatReport report = formatter.finish();
  EXPECT_TRUE(report.remarks.empty());
  return sink.text;
}

// What a printer's bytes are as text of this repository: CR and FF as words, UTF-8.
std::string shown(const std::string& latin1) {
  std::string text;
  for (const char byte : latin1) {
    const auto code = static_cast<std::uint8_t>(byte);
    if (byte == '\r') {
      text += "<CR>";
    } else if (byte == '\f') {
      text += "<FF>";
    } else if (code < 0x80) {
      text += byte;
    } else {
      text += static_cast<char>(0xC0U | code >> 6U);
      text += static_cast<char>(0x80U | (code & 0x3FU));
    }
  }
  return text;
}

std::filesystem::path golden(const std::string& name) {
  return std::filesystem::path(TN3270D_GOLDEN_PRINT) / name;
}

std::string content(const std::string& name) {
  std::ifstream in(golden(name));
  if (!in) {
    throw std::runtime_error("no golden " + name);
  }
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

// One record a line in hex; '#' begins a comment.
std::vector<Piece> records(const std::string& name) {
  std::vector<Piece> pieces;
  std::istringstream lines(content(name));
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line.front() == '#') {
      continue;
    }
    Piece piece{PieceKind::Data3270, {}};
    for (std::size_t i = 0; i + 1 < line.size(); i += 3) {
      piece.bytes.push_back(static_cast<std::uint8_t>(std::stoul(line.substr(i, 2), nullptr, 16)));
    }
    pieces.push_back(piece);
  }
  return pieces;
}

vtam::Logon logon(vtam::RuKind kind, const std::shared_ptr<const tn3270::CodePage>& page) {
  vtam::Logon logon{.lu = *config::LuName::parse("P001"),
                    .application = *config::ApplId::parse("DEMO"),
                    .logmode = *config::ModeName::parse("SPSCSPRT"),
                    .typeterm = "VSESCSPA",
                    .device = {},
                    .screen = {},
                    .kind = kind,
                    .page = page.get(),
                    .functions = "none",
                    .client = "none",
                    .data = {},
                    .notice = {}};
  logon.printer = true;
  return logon;
}

TEST(PrintGolden, TestPageOfTheDemoAsScs) {
  const auto page = tn3270::cp037();
  const auto job = vtam::write_demo_page(logon(vtam::RuKind::Scs, page));
  EXPECT_EQ(shown(printed({{PieceKind::Scs, job}})), content("demo_page.txt"));
}

TEST(PrintGolden, TestPageOfTheDemoForAPrintBufferIsTheSame) {
  const auto page = tn3270::cp037();
  const auto job = vtam::write_demo_page(logon(vtam::RuKind::Data3270, page));
  EXPECT_EQ(shown(printed({{PieceKind::Data3270, job}})), content("demo_page.txt"));
}

TEST(PrintGolden, JobsOfCicsForAPrintBuffer) {
  EXPECT_EQ(shown(printed(records("cics_lu3.hex"))), content("cics_lu3.txt"));
}

}  // namespace
}  // namespace golden
