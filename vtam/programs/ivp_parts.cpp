#include "vtam/programs/ivp_parts.h"

#include <utility>

#include "tn3270/datastream/aid.h"
#include "vtam/acb/screen_target.h"
#include "vtam/acb/screen_text.h"

namespace vtam::ivp {
namespace {

using tn3270::Color;

constexpr int kValueColumn = 21;
constexpr std::size_t kValueCells = 58;

// Address and AID as they came, for those who look at their own terminal's bytes.
std::string input_words(const IvpState& state) {
  if (state.input == nullptr || state.last.empty()) {
    return {};
  }
  std::string words = "Last key " + tn3270::text(state.input->aid) + ", AID " + hex(state.last[0]);
  if (state.input->cursor && state.last.size() >= 3) {
    const bool twelve = (state.last[1] & 0xC0U) != 0;
    words += ", cursor row " + std::to_string(state.input->cursor->row) + " column " +
             std::to_string(state.input->cursor->column) + " in " + (twelve ? "12" : "14") +
             " bits (" + hex(state.last[1]) + hex(state.last[2]) + ")";
  }
  return words;
}

}  // namespace

void put(Screen& screen, int row, int column, std::string text, Color color) {
  screen.fields.push_back({.place = {row, column}, .text = std::move(text), .color = color});
}

void put_fact(Screen& screen, int row, std::string_view label, const std::string& value,
              const tn3270::CodePage& page) {
  std::string shown;
  for (std::string_view rest = value; !rest.empty();) {
    const std::string_view from = rest;
    const bool good = !take_host_character(rest, page).fault;
    shown += good ? from.substr(0, from.size() - rest.size()) : "?";
  }
  put(screen, row, 2, std::string(label), Color::Green);
  put(screen, row, kValueColumn, cut_text(shown, kValueCells), Color::Turquoise);
}

std::string hex(std::uint8_t byte) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  return {kDigits[byte >> 4U], kDigits[byte & 0xFU]};
}

void terminal(const IvpState& state, Screen& screen) {
  const Logon& logon = state.logon;
  const auto& page = *state.form.page;
  const bool extended = state.form.attributes == tn3270::Attributes::Extended;
  int row = kFirstRow;
  put_fact(screen, row++, "Logical unit", logon.lu.text(), page);
  put_fact(screen, row++, "Client", logon.client, page);
  put_fact(screen, row++, "Device", logon.device.name(), page);
  put_fact(screen, row++, "Colours", extended ? "yes" : "no, by its device type", page);
  put_fact(screen, row++, "Primary size", size_words(logon.screen.primary), page);
  put_fact(screen, row++, "Alternate size",
           logon.alternate ? size_words(logon.screen.alternate) : "none", page);
  put_fact(screen, row++, "Functions", logon.functions, page);
  put_fact(screen, row++, "Code page", page.number(), page);
  put_fact(screen, row++, "Logmode, TYPETERM", logon.logmode.text() + " " + logon.typeterm, page);
  put_fact(screen, row++, "LOGON data", logon.data.empty() ? "none" : logon.data, page);
  row += 2;
  for (unsigned i = 0; i < kIvpPages; ++i) {
    const unsigned half = (kIvpPages + 1) / 2;
    put(screen, row + static_cast<int>(i % half), i < half ? 2 : 40,
        std::to_string(i + 1) + "  " + title(static_cast<IvpPage>(i)));
  }
}

void keys(const IvpState& state, Screen& screen) {
  constexpr std::size_t kInRow = 6;
  constexpr int kWidth = 13;
  put(screen, kFirstRow, 2, cut_text(input_words(state), 78));
  for (std::size_t key = 0; key < IvpKeys::kCount; ++key) {
    const bool arrived = state.keys.arrived(key);
    put(screen, kFirstRow + 2 + static_cast<int>(key / kInRow),
        2 + kWidth * static_cast<int>(key % kInRow), (arrived ? "* " : ". ") + IvpKeys::name(key),
        arrived ? Color::Green : Color::Red);
  }
  const std::size_t missing = state.keys.missing();
  put(screen, kFirstRow + 9, 2,
      missing == 0 ? "Every key has arrived."
                   : std::to_string(missing) + (missing == 1 ? " key is" : " keys are") +
                         " still missing (marked with a point).",
      missing == 0 ? Color::Green : Color::Yellow);
  put(screen, kFirstRow + 10, 2, "PF3, PF7 and PF8 do their work when they are pressed again.");
  put(screen, kFirstRow + 11, 2, "ATTN comes as PA1 in a session that is not SNA (FM profile 02).");
  put(screen, kFirstRow + 12, 2, "SYSREQ counts when you press it twice: VTAM answers the first.");
}

void pen_field(IvpOrders& orders) {
  orders.at({static_cast<unsigned>(kFirstRow) + 14, 1});
  orders.field(tn3270::Intensity::Detectable);
  orders.text(" CursorSelect or light pen: here");
  orders.field();
}

void timing(const IvpState& state, Screen& screen) {
  const auto& page = *state.form.page;
  const bool responses = state.timing.how() == IvpProbe::Response;
  put_fact(screen, kFirstRow, "Measured by",
           responses ? "definite responses" : "a Read Modified, as there are no responses", page);
  if (const auto summary = state.timing.summary()) {
    const auto words = [](config::Ticks time) { return std::to_string(time.count()) + " ms"; };
    put_fact(screen, kFirstRow + 2, "Minimum", words(summary->least), page);
    put_fact(screen, kFirstRow + 3, "Median", words(summary->median), page);
    put_fact(screen, kFirstRow + 4, "Maximum", words(summary->most), page);
    put_fact(screen, kFirstRow + 5, "Round trips",
             "the last " + std::to_string(state.timing.count()), page);
  }
  put(screen, kFirstRow + 7, 2,
      state.logon.now == nullptr
          ? "There is no clock in this session."
          : "Enter measures " + std::to_string(IvpTiming::kSeries) + " round trips.");
}

}  // namespace vtam::ivp
