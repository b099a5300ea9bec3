#include "vtam/programs/ivp_orders.h"

#include "config/verify.h"

namespace vtam {
namespace {

using tn3270::Order;

template <class Enum>
std::uint8_t byte_of(Enum value) {
  return static_cast<std::uint8_t>(value);
}

}  // namespace

void IvpOrders::at(tn3270::Place place) {
  record_.push_back(byte_of(Order::Sba));
  tn3270::append_address(tn3270::address_of(place, size_), size_, record_);
}

void IvpOrders::at_14_bits(tn3270::Place place) {
  const auto address = tn3270::address_of(place, size_);
  record_.push_back(byte_of(Order::Sba));
  record_.push_back(static_cast<std::uint8_t>(address >> 8U));
  record_.push_back(static_cast<std::uint8_t>(address & 0xFFU));
}

void IvpOrders::field(tn3270::Intensity intensity) {
  record_.push_back(byte_of(Order::Sf));
  record_.push_back(tn3270::graphic_code(
      static_cast<std::uint8_t>(byte_of(tn3270::Entry::Autoskip) | byte_of(intensity))));
}

void IvpOrders::set_attribute(tn3270::AttributeType type, std::uint8_t value) {
  record_.push_back(byte_of(Order::Sa));
  record_.push_back(byte_of(type));
  record_.push_back(value);
}

void IvpOrders::text(std::string_view utf8) {
  page_.encode(utf8, utf8.size(), record_);
}

void IvpOrders::code(std::uint8_t byte) {
  VERIFY(byte >= 0x40 && byte != byte_of(tn3270::FormatCode::Eo), "no character of a code page");
  record_.push_back(byte);
}

void IvpOrders::graphic(std::uint8_t byte) {
  record_.push_back(byte_of(Order::Ge));
  code(byte);
}

}  // namespace vtam
