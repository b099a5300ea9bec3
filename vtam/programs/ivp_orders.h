#pragma once

#include <cstdint>
#include <string_view>

#include "tn3270/datastream/address.h"
#include "tn3270/datastream/bytes.h"
#include "tn3270/datastream/code_page.h"
#include "tn3270/datastream/orders.h"

namespace vtam {

// Orders behind a screen that was written from fields: what fields can't say. Everything must be on
// the screen (VERIFY of places; text is the caller's).
class IvpOrders {
 public:
  IvpOrders(tn3270::ScreenSize size, const tn3270::CodePage& page, tn3270::ByteBuffer& record)
      : size_(size), page_(page), record_(record) {}

  void at(tn3270::Place place);
  void at_14_bits(tn3270::Place place);                                 // binary, on any screen
  void field(tn3270::Intensity intensity = tn3270::Intensity::Normal);  // protected
  void set_attribute(tn3270::AttributeType type, std::uint8_t value);
  void text(std::string_view utf8);
  // One byte of the code page. REQUIRES: 40 to FE.
  void code(std::uint8_t byte);
  void graphic(std::uint8_t byte);  // the same of the APL set

 private:
  tn3270::ScreenSize size_;
  const tn3270::CodePage& page_;
  tn3270::ByteBuffer& record_;
};

}  // namespace vtam
