#include "vtam/programs/demo_screen.h"

#include <algorithm>

namespace vtam {
namespace {

constexpr unsigned kLeftValue = 19;
constexpr unsigned kRightLabel = 42;
constexpr unsigned kRightValue = 57;
constexpr unsigned kEchoRow = 17;
constexpr unsigned kMessageRows = 2;
constexpr unsigned kUsualRows = 24;

std::string size_text(tn3270::ScreenSize size) {
  return std::to_string(size.rows) + "x" + std::to_string(size.columns);
}

void put_pair(Panel& panel, unsigned row, std::string_view label, std::string_view value) {
  panel.put({row, 2}, label, Role::Label);
  panel.put({row, kLeftValue}, value, Role::Value);
}

void put_right_pair(Panel& panel, unsigned row, std::string_view label, std::string_view value) {
  panel.put({row, kRightLabel}, label, Role::Label);
  panel.put({row, kRightValue}, value, Role::Value);
}

void put_session(Panel& panel, const DemoView& view, const Frame& frame) {
  const Logon& logon = view.logon;
  put_pair(panel, 3, "Application  . .", logon.application.view());
  put_right_pair(panel, 3, "Device . . . .", logon.device.name());
  put_pair(panel, 4, "Logical unit . .", logon.lu.view());
  put_right_pair(panel, 4, "Screen size  .", size_text(frame.size));
  put_pair(panel, 5, "Logmode  . . . .", logon.logmode.view());
  put_right_pair(panel, 5, "Transactions .", std::to_string(view.transactions));
  put_pair(panel, 6, "Typeterm . . . .", logon.typeterm);
  put_pair(panel, 7, "Functions  . . .", logon.functions);
  put_pair(panel, 8, "Client address .", logon.client);
  put_pair(panel, 9, "LOGON data . . .", logon.data.empty() ? "none" : logon.data);
}

std::string_view shown(const DemoForm& form, DemoField field) {
  switch (field) {
    case DemoField::Name:
      return form.name;
    case DemoField::City:
      return form.city;
    case DemoField::Amount:
      return form.amount;
    case DemoField::Password:
      break;
  }
  return {};
}

void put_form(Panel& panel, const DemoView& view) {
  panel.put({11, 2}, "Type something and press Enter:", Role::Heading);
  for (const auto& entry : kDemoEntries) {
    panel.put({entry.row, 2}, entry.label, Role::Label);
    panel.input({entry.row, kDemoInputColumn}, entry.width, shown(view.form, entry.field),
                entry.role);
  }
}

void put_echo(Panel& panel, const DemoForm& form) {
  panel.put({kEchoRow, 2}, "You typed:", Role::Heading);
  put_pair(panel, kEchoRow + 1, "Name", form.name);
  put_pair(panel, kEchoRow + 2, "City", form.city);
  put_pair(panel, kEchoRow + 3, "Amount", form.amount);
  put_pair(panel, kEchoRow + 4, "Password",
           form.password_length == 0 ? std::string()
                                     : std::to_string(form.password_length) + " characters");
}

}  // namespace

const DemoEntry* demo_entry_at(tn3270::Place place) {
  const auto* const found =
      std::find_if(kDemoEntries.begin(), kDemoEntries.end(), [&](const DemoEntry& entry) {
        return place == tn3270::Place{entry.row, kDemoInputColumn};
      });
  return found == kDemoEntries.end() ? nullptr : found;
}

tn3270::ByteBuffer write_demo(const DemoView& view, const Frame& frame,
                              const tn3270::CodePage& page) {
  Panel panel(frame, page);
  panel.put({1, 2}, view.logon.application.text() + "  A demonstration application of tn3270d",
            Role::Title);
  panel.put_right(1, "LU " + view.logon.lu.text(), Role::Heading);
  put_session(panel, view, frame);
  put_form(panel, view);
  put_echo(panel, view.form);
  const unsigned last_row = std::max<unsigned>(frame.size.rows, kUsualRows);
  panel.message(last_row - kMessageRows, kMessageRows, view.message, view.message_role);
  panel.put({last_row, 2}, "Enter=Send  PF3=End  Clear=Show again", Role::Keys);
  const auto* const cursor =
      std::find_if(kDemoEntries.begin(), kDemoEntries.end(),
                   [&](const DemoEntry& entry) { return entry.field == view.cursor; });
  panel.cursor({cursor->row, kDemoInputColumn});
  return panel.finish();
}

}  // namespace vtam
