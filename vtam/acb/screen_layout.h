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
  const ScreenField* field = nullptr;  // of the screen, or one of PlacedFields::rows
  const char* row = nullptr;           // "message" or "keys"
  tn3270::BufferAddress attribute = 0;
  tn3270::BufferAddress first = 0;  // behind the attribute
  std::uint16_t length = 0;
  bool stopped = false;  // an attribute of nobody's follows its last cell
};

// Valid as long as their screen is.
struct PlacedFields {
  std::vector<PlacedField> fields{};
  std::vector<ScreenField> rows{};  // message and keys, as fields; never moved
};

struct ScreenLayout : PlacedFields {  // by the address of the attribute
  tn3270::ScreenSize size{};
  tn3270::Command command = tn3270::Command::Write;  // which erases, or a Write over what is shown
  std::optional<tn3270::BufferAddress> cursor{};
};

[[nodiscard]] bool is_protected(const ScreenField& field);
// What a fault calls it: its name, "row 3 column 10", "message" or "keys".
[[nodiscard]] std::string called(const PlacedField& placed);

[[nodiscard]] std::variant<ScreenLayout, FieldFault> lay_out(const SendScreen& send,
                                                             const ScreenForm& form,
                                                             const ShownScreen& shown);

}  // namespace vtam
