#include "vtam/programs/demo_page.h"

#include <array>
#include <string>
#include <string_view>

#include "config/verify.h"
#include "tn3270/datastream/address.h"
#include "tn3270/datastream/orders.h"
#include "vtam/programs/page_order.h"

namespace vtam {
namespace {

using tn3270::ByteBuffer;
using tn3270::FormatCode;

// A line that tells something; the ruler alone is longer.
constexpr std::size_t kTextColumns = 80;

std::uint8_t code(FormatCode format) {
  return static_cast<std::uint8_t>(format);
}

class Page {
 public:
  Page(const tn3270::CodePage& page, ByteBuffer& out) : page_(page), out_(out) {}

  void line(std::string_view text, std::size_t most = kTextColumns) {
    page_.encode(text, most, out_);
    out_.push_back(code(FormatCode::Nl));
  }

  // Tens, then units.
  void ruler() {
    std::string tens;
    std::string units;
    for (std::size_t column = 1; column <= kDemoRuler; ++column) {
      tens += column % 10 == 0 ? static_cast<char>('0' + column / 10 % 10) : ' ';
      units += static_cast<char>('0' + column % 10);
    }
    line(tens, kDemoRuler);
    line(units, kDemoRuler);
  }

  // 40 to FE: what is below is control, and FF is no character of any page.
  void characters() {
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    line("    0 1 2 3 4 5 6 7 8 9 A B C D E F");
    for (std::uint8_t high = 0x4; high <= 0xF; ++high) {
      page_.encode({kDigits.data() + high, 1}, 1, out_);
      page_.encode("- ", 2, out_);
      for (std::uint8_t low = 0; low <= 0xF; ++low) {
        page_.encode(" ", 1, out_);
        out_.push_back(graphic(static_cast<std::uint8_t>(high << 4U | low)));
      }
      out_.push_back(code(FormatCode::Nl));
    }
  }

 private:
  [[nodiscard]] std::uint8_t graphic(std::uint8_t byte) const {
    constexpr std::uint8_t kBlank = 0x40;
    constexpr std::string_view kNone = "\xEF\xBF\xBD";
    const std::array<std::uint8_t, 1> one{byte};
    return byte == code(FormatCode::Eo) || page_.decode(one) == kNone ? kBlank : byte;
  }

  const tn3270::CodePage& page_;
  ByteBuffer& out_;
};

// For whom the page is, and what the BIND says of its form.
void write_order(const Logon& logon, Page& page) {
  const auto order = logon.asker ? PageOrder::read(logon.data) : std::nullopt;
  if (!order) {
    return;
  }
  page.line("Sent from     " + order->terminal.text() +
            (logon.now == nullptr
                 ? ""
                 : " at " + time_text(*logon.now) + " on " + date_text(*logon.now)));
  const tn3270::ScreenSize buffer = logon.screen.primary;
  page.line(logon.kind == RuKind::Scs
                ? "Kind          LU1, SCS; its BIND names no page size"
                : "Kind          LU3, a 3270 data stream; buffer " + std::to_string(buffer.rows) +
                      "x" + std::to_string(buffer.columns));
}

void write_text(const Logon& logon, Page& page) {
  page.line("tn3270d  Test page of a printer");
  page.line("");
  page.line("Logical unit  " + logon.lu.text() + "   Application  " + logon.application.text());
  page.line("Logmode       " + logon.logmode.text() + "   Typeterm  " + logon.typeterm);
  page.line("Functions     " + logon.functions);
  page.line("Client        " + logon.client);
  page.line("Code page     " + logon.page->number());
  write_order(logon, page);
  page.line("");
  page.ruler();
  page.line("");
  page.characters();
}

}  // namespace

ByteBuffer write_demo_page(const Logon& logon) {
  ByteBuffer record;
  if (logon.kind == RuKind::Data3270) {
    record = {static_cast<std::uint8_t>(tn3270::Command::Write),
              tn3270::graphic_code(static_cast<std::uint8_t>(tn3270::Wcc::StartPrinter))};
  }
  Page page(*logon.page, record);
  write_text(logon, page);
  record.push_back(code(FormatCode::Ff));
  if (logon.kind == RuKind::Data3270) {
    record.push_back(code(FormatCode::Em));
    VERIFY(record.size() <= tn3270::kModel2.cells(), "the page fits a printer's buffer");
  }
  return record;
}

}  // namespace vtam
