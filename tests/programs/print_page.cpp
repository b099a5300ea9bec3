// One page of a listing, as an application would write it (SCS, code page 1141), formatted as a
// printer's PDF to standard output: the picture of docs/printing.md.
#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <initializer_list>
#include <iostream>
#include <memory>
#include <string>
#include <string_view>
#include <variant>

#include "printers/format/format.h"
#include "tn3270/datastream/code_page.h"

namespace {

class StandardOutput : public printers::ByteSink {
 public:
  bool put(tn3270::Bytes bytes) override {
    return std::fwrite(bytes.data(), 1, bytes.size(), stdout) == bytes.size();
  }
};

class ListingJob {
 public:
  [[nodiscard]] const tn3270::CodePage& code() const { return *code_; }
  [[nodiscard]] tn3270::Bytes bytes() const { return bytes_; }

  void text(std::string_view utf8) { code_->encode(utf8, utf8.size(), bytes_); }
  void line(std::string_view utf8) {
    text(utf8);
    codes({0x15});
  }
  void codes(std::initializer_list<std::uint8_t> all) {
    bytes_.insert(bytes_.end(), all.begin(), all.end());
  }
  void bold() { codes({0x28, 0x41, 0xF8}); }
  void underscore() { codes({0x28, 0x41, 0xF4}); }
  void plain() { codes({0x28, 0x00, 0x00}); }
  void carriage_return() { codes({0x0D}); }
  // Horizontal lines by graphic escape, between two corners of the same set.
  void rule(std::uint8_t left, std::uint8_t right, unsigned length) {
    codes({0x08, left});
    for (unsigned i = 0; i < length; ++i) {
      codes({0x08, 0xA2});
    }
    codes({0x08, right, 0x15});
  }

 private:
  std::shared_ptr<const tn3270::CodePage> code_ = tn3270::CodePage::open("1141");
  tn3270::ByteBuffer bytes_{};
};

struct Account {
  const char* number;
  const char* name;
  const char* place;
  double balance;
};

constexpr std::array kAccounts{
    Account{"10004711", "Müller & Söhne GmbH", "Köln", 12'345.67},
    Account{"10004712", "Bäckerei Weiß", "Gießen", 804.10},
    Account{"10004713", "Ångström Consulting", "Malmö", 99'120.00},
    Account{"10004714", "Hôtel de la Gare", "Besançon", 3'411.95},
    Account{"10004715", "Peña Hermanos", "Logroño", 17.20},
    Account{"10004716", "Østergaard A/S", "Århus", 45'000.00},
};

// With blanks behind it, `cells` characters long.
std::string padded(std::string text, std::size_t cells) {
  const auto characters =
      static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
      }));
  text.append(cells - std::min(cells, characters), ' ');
  return text;
}

std::string amount_of(double value) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%17.2f", value);
  return text.data();
}

ListingJob listing() {
  ListingJob job;
  job.bold();
  job.line(
      "ACME VERSICHERUNG                                 LIST OF OPEN ACCOUNTS                "
      "                   2026-11-21   PAGE    1");
  job.plain();
  job.rule(0xC5, 0xD5, 129);
  job.underscore();
  job.line(
      "  ACCOUNT   NAME                          PLACE               BALANCE EUR   REMARK      "
      "                                            ");
  job.plain();
  unsigned count = 0;
  double total = 0;
  for (unsigned round = 0; round < 6; ++round) {
    for (const Account& account : kAccounts) {
      const double balance = account.balance * (1 + round * 0.37);
      total += balance;
      job.line("  " + std::string(account.number) + "  " + padded(account.name, 30) +
               padded(account.place, 15) + amount_of(balance) +
               (++count % 5 == 0 ? "   REMINDER § 286 ¦ 2nd" : ""));
    }
  }
  job.rule(0xC4, 0xD4, 129);
  // Printed in the same place again and again: bold on paper.
  for (unsigned strike = 0; strike < 3; ++strike) {
    job.text("  TOTAL OF ALL ACCOUNTS");
    job.carriage_return();
  }
  job.text(std::string(57, ' ') + amount_of(total) + " €");
  job.carriage_return();
  job.line(std::string(57, ' ') + std::string(19, '_'));
  job.codes({0x0C});
  return job;
}

}  // namespace

int main() {
  const ListingJob job = listing();
  config::FormatSettings settings;
  settings.output = config::PrintOutput::Pdf;
  StandardOutput sink;
  auto made = printers::make_formatter(
      settings, {1, "LISTING", "PRT1", "ACCOUNTS", "", "2026-11-21 14:03:07 UTC"}, job.code(), {},
      sink);
  if (const auto* why = std::get_if<std::string>(&made)) {
    std::cerr << "print_page: " << *why << '\n';
    return EXIT_FAILURE;
  }
  auto& formatter = *std::get<0>(made);
  const bool taken = formatter.piece(printers::PieceKind::Scs, job.bytes());
  const printers::FormatReport report = formatter.finish();
  if (!taken || report.failure) {
    std::cerr << "print_page: " << report.failure.value_or("no more is taken") << '\n';
    return EXIT_FAILURE;
  }
  return EXIT_SUCCESS;
}
