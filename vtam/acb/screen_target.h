#pragma once

#include <variant>

#include "tn3270/datastream/orders.h"
#include "tn3270/datastream/screen_size.h"
#include "vtam/acb/screen_record.h"

namespace vtam {

// The size that a screen is written in, and the command that selects it.
struct ScreenTarget {
  tn3270::ScreenSize size{};
  tn3270::Command command = tn3270::Command::EraseWrite;
};

// A terminal without an alternate size has its primary one for it. What is written over a shown
// screen has that screen's size.
[[nodiscard]] std::variant<ScreenTarget, FieldFault> choose_size(const SendScreen& send,
                                                                 const ScreenForm& form,
                                                                 const ShownScreen& shown);

// "24x80"
[[nodiscard]] std::string size_words(tn3270::ScreenSize size);

}  // namespace vtam
