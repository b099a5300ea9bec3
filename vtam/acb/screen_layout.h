#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "tn3270/datastream/address.h"
#include "tn3270/datastream/orders.h"
#include "tn3270/datastream/screen_size.h"
#include "vtam/acb/screen_record.h"

// Where everything of a screen stands, checked; nothing is written yet.
namespace vtam {

// A field whose cells are its alone.
struct PlacedField {
  ScreenField field;
  std::string called;  // its name, "row 3 column 10", "message" or "keys"
  tn3270::BufferAddress attribute = 0;
  tn3270::BufferAddress first = 0;  // behind the attribute
  std::uint16_t length = 0;
  bool stopped = false;  // an attribute of nobody's follows its last cell
};

struct ScreenLayout {
  tn3270::ScreenSize size{};
  tn3270::Command command = tn3270::Command::Write;  // which erases, or a Write over what is shown
  std::vector<PlacedField> fields{};                 // by the address of the attribute
  std::optional<tn3270::BufferAddress> cursor{};
};

[[nodiscard]] bool is_protected(const ScreenField& field);

[[nodiscard]] std::variant<ScreenLayout, FieldFault> lay_out(const SendScreen& send,
                                                             const ScreenForm& form,
                                                             const ShownScreen& shown);

}  // namespace vtam
