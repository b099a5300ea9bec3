#include "vtam/programs/printer_sharing.h"

#include <algorithm>
#include <array>
#include <variant>

#include "config/limits.h"
#include "tn3270/datastream/aid.h"
#include "tn3270/datastream/inbound.h"
#include "vtam/programs/wrap.h"

namespace vtam {
namespace {

using tn3270::Aid;

constexpr unsigned kHeadRows = 4;  // above the printers
constexpr unsigned kFootRows = 3;  // below them

// A printer's line: where its parts stand on every size. The last takes what is left.
struct Column {
  unsigned at;
  const char* title;
  std::string PrinterRow::*text;
};
constexpr std::array<Column, 5> kColumns = {{{12, "Type", &PrinterRow::type},
                                             {21, "State", &PrinterRow::state},
                                             {34, "Held by", &PrinterRow::holder},
                                             {44, "Queue", &PrinterRow::queue},
                                             {63, "Last job", &PrinterRow::job}}};

std::size_t rows_of(const Frame& frame) {
  const unsigned around = kHeadRows + kFootRows;
  return frame.size.rows > around ? frame.size.rows - around : 1;
}

unsigned width_of(const Panel& panel, std::size_t column) {
  const bool last = column + 1 == kColumns.size();
  const unsigned end = last ? panel.columns() + 1 : kColumns.at(column + 1).at - 1;
  return end > kColumns.at(column).at ? end - kColumns.at(column).at : 0;
}

void put_row(Panel& panel, unsigned row, const PrinterRow& printer) {
  panel.put({row, 2}, printer.lu.view(), Role::Name);
  for (std::size_t column = 0; const Column& one : kColumns) {
    const std::string& text = printer.*one.text;
    if (const unsigned width = width_of(panel, column); width > 0 && !text.empty()) {
      panel.put({row, one.at}, cut(text, width), Role::Description);
    }
    ++column;
  }
}

std::string count_text(std::size_t printers, std::size_t page, std::size_t pages) {
  std::string text = printers == 0   ? "No printers"
                     : printers == 1 ? "1 printer"
                                     : std::to_string(printers) + " printers";
  if (printers >= config::limits::kPrinterRows) {
    text = "The first " + text;
  }
  return pages > 1 ? text + "   Page " + std::to_string(page + 1) + " of " + std::to_string(pages)
                   : text;
}

}  // namespace

void PrinterSharing::on_logon(const Logon& /*logon*/, ProgramOutcomes& /*outcomes*/) {}

void PrinterSharing::on_receive(tn3270::Bytes /*record*/, ProgramOutcomes& /*outcomes*/) {}

void PrinterSharing::on_repaint(ProgramOutcomes& /*outcomes*/) {}

void PrinterSharing::on_release_wanted(config::ApplId /*by*/, ProgramOutcomes& outcomes) {
  outcomes.emplace_back(Release{});
}

void PrinterSharing::on_lost(LossReason /*reason*/, ProgramOutcomes& outcomes) {
  outcomes.emplace_back(Release{});
}

PrinterList::PrinterList(const Logon& logon)
    : page_(logon.page), lu_(logon.lu), frame_(Frame::of(logon)) {}

void PrinterList::ask(std::string_view message, ProgramOutcomes& outcomes) {
  message_ = message;
  outcomes.emplace_back(WantPrinters{});
}

void PrinterList::on_logon(const Logon& /*logon*/, ProgramOutcomes& outcomes) {
  ask("", outcomes);
}

void PrinterList::on_repaint(ProgramOutcomes& outcomes) {
  ask("", outcomes);
}

void PrinterList::on_receive(tn3270::Bytes record, ProgramOutcomes& outcomes) {
  const auto parsed = tn3270::parse_inbound(record, frame_.size);
  const auto* input = std::get_if<tn3270::Inbound>(&parsed);
  turn_ = 0;
  switch (input == nullptr ? Aid::None : input->aid) {
    case Aid::Pf3:
    case Aid::Pf15:
      outcomes.emplace_back(Release{});
      return;
    case Aid::Pf7:
    case Aid::Pf19:
      turn_ = -1;
      return ask("", outcomes);
    case Aid::Pf8:
    case Aid::Pf20:
      turn_ = 1;
      return ask("", outcomes);
    case Aid::Enter:
    case Aid::Pf5:
    case Aid::Pf17:
    case Aid::Clear:
    case Aid::Pa1:
    case Aid::Pa2:
    case Aid::Pa3:
    case Aid::None:
      return ask("", outcomes);
    default:
      return ask(std::string(text(input->aid)) + " has no meaning here.", outcomes);
  }
}

void PrinterList::turn(std::size_t pages) {
  if (turn_ < 0 && shown_ == 0) {
    message_ = "This is the first page.";
  } else if (turn_ > 0 && shown_ + 1 >= pages) {
    message_ = "This is the last page.";
  } else if (turn_ < 0) {
    --shown_;
  } else if (turn_ > 0) {
    ++shown_;
  }
  shown_ = std::min(shown_, pages - 1);
  turn_ = 0;
}

void PrinterList::on_printers(const std::vector<PrinterRow>& rows, ProgramOutcomes& outcomes) {
  const std::size_t on_page = rows_of(frame_);
  const std::size_t pages = std::max<std::size_t>((rows.size() + on_page - 1) / on_page, 1);
  turn(pages);
  Panel panel(frame_, *page_);
  panel.put({1, 2}, "tn3270d  Printers and who has them", Role::Heading);
  panel.put_right(1, "LU " + lu_.text(), Role::Heading);
  panel.put({2, 2}, count_text(rows.size(), shown_, pages), Role::Label);
  panel.put({kHeadRows, 2}, "Printer", Role::Heading);
  for (const Column& column : kColumns) {
    panel.put({kHeadRows, column.at}, column.title, Role::Heading);
  }
  const std::size_t first = shown_ * on_page;
  const std::size_t last = std::min(first + on_page, rows.size());
  for (std::size_t index = first; index < last; ++index) {
    put_row(panel, kHeadRows + 1 + static_cast<unsigned>(index - first), rows[index]);
  }
  const unsigned bottom = frame_.size.rows;
  panel.message(bottom - 1, 1, message_, Role::Info);
  panel.put({bottom, 2},
            pages > 1 ? "Enter=Refresh  PF3=Menu  PF7=Up  PF8=Down" : "Enter=Refresh  PF3=Menu",
            Role::Keys);
  message_.clear();
  outcomes.emplace_back(Write{panel.finish()});
}

void PrinterList::on_release_wanted(config::ApplId /*by*/, ProgramOutcomes& outcomes) {
  outcomes.emplace_back(Release{});
}

void PrinterList::on_lost(LossReason /*reason*/, ProgramOutcomes& outcomes) {
  outcomes.emplace_back(Release{});
}

}  // namespace vtam
