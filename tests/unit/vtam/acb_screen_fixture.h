#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "tn3270/datastream/screen_model.h"
#include "vtam/acb/screen_record.h"

namespace vtam::test {

// A session's screens on a terminal of 24x80 and 32x80, as its user would see them.
class Screens : public testing::Test {
 protected:
  static constexpr tn3270::ScreenSizes kSizes{{24, 80}, {32, 80}};

  // What is refused fails the test.
  tn3270::ByteBuffer show(const SendScreen& send) {
    const auto written = write_screen(send, form_, shown_);
    if (const auto* fault = std::get_if<FieldFault>(&written)) {
      ADD_FAILURE() << fault->rule << " " << fault->field << ": " << fault->why;
      return {};
    }
    const auto& record = std::get<tn3270::ByteBuffer>(written);
    EXPECT_EQ(model_.apply(record), std::nullopt);
    return record;
  }
  tn3270::ByteBuffer show(std::vector<ScreenField> fields) { return show(of(std::move(fields))); }
  [[nodiscard]] static SendScreen of(std::vector<ScreenField> fields) {
    SendScreen send;
    send.screen.fields = std::move(fields);
    send.screen.size = ScreenChoice::Primary;
    return send;
  }
  [[nodiscard]] static SendScreen update(std::vector<ScreenField> fields) {
    SendScreen send;
    send.screen.fields = std::move(fields);
    send.erase = false;
    return send;
  }
  // "RULE field", and nothing may have changed.
  [[nodiscard]] std::string refused(const SendScreen& send) {
    const auto fields = shown_.fields.size();
    const auto written = write_screen(send, form_, shown_);
    EXPECT_EQ(shown_.fields.size(), fields);
    const auto* fault = std::get_if<FieldFault>(&written);
    if (fault == nullptr) {
      return "nothing";
    }
    why_ = fault->why;
    return fault->rule + " " + fault->field;
  }
  [[nodiscard]] std::string refused(std::vector<ScreenField> fields) {
    return refused(of(std::move(fields)));
  }

  // Without the blanks at its end.
  [[nodiscard]] std::string row(std::size_t number) const {
    std::string text = model_.text(*page_).at(number - 1);
    text.erase(text.find_last_not_of(' ') + 1);
    return text;
  }
  [[nodiscard]] const tn3270::Cell& cell(std::size_t r, std::size_t column) const {
    return model_.cells().at((r - 1) * model_.size().columns + column - 1);
  }
  [[nodiscard]] unsigned attribute(std::size_t r, std::size_t column) const {
    EXPECT_TRUE(cell(r, column).attribute) << "row " << r << " column " << column;
    return cell(r, column).code;
  }
  [[nodiscard]] std::size_t cursor_row() const { return model_.cursor() / 80U + 1; }
  [[nodiscard]] std::size_t cursor_column() const { return model_.cursor() % 80U + 1; }

  std::shared_ptr<const tn3270::CodePage> page_ = tn3270::cp037();
  ScreenForm form_{kSizes, true, tn3270::Attributes::Extended, page_.get()};
  ShownScreen shown_{};
  tn3270::ScreenModel model_{kSizes};
  std::string why_;  // of the last refusal
};

// Bits of a field attribute.
inline constexpr unsigned kProtected = 0x20;
inline constexpr unsigned kNumeric = 0x10;
inline constexpr unsigned kAutoskip = 0x30;
inline constexpr unsigned kHidden = 0x0C;
inline constexpr unsigned kBright = 0x08;
inline constexpr unsigned kModified = 0x01;

}  // namespace vtam::test
