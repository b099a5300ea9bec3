#include "vtam/programs/ivp_page.h"

#include <array>
#include <utility>
#include <variant>

#include "config/verify.h"
#include "vtam/programs/ivp_parts.h"

namespace vtam {
namespace {

constexpr std::array<const char*, kIvpPages> kTitles{
    "Your terminal",       "Colours and highlights", "Fields",          "Characters 40 to 7F",
    "Characters 80 to BF", "Characters C0 to FE",    "Graphic escapes", "Keys",
    "Primary size",        "Alternate size",         "Response time"};

constexpr const char* kKeys = "PF3=End  PF7=Back  PF8=Forward  Enter=Page, or the same again";

Screen framed(IvpPage page, const IvpState& state) {
  Screen screen;
  screen.size = ScreenNeeds{};
  screen.message = state.message;
  screen.keys = kKeys;
  screen.cursor = "page";
  ivp::put(screen, 1, 2, state.logon.application.text() + "  " + title(page), tn3270::Color::White);
  ivp::put(screen, 1, 46,
           "Page " + std::to_string(static_cast<unsigned>(page) + 1) + " of " +
               std::to_string(kIvpPages) + "; go to page");
  screen.fields.push_back(
      {.place = {1, 75}, .name = "page", .length = 2, .highlight = tn3270::Highlight::Underscore});
  return screen;
}

void put_fields(IvpPage page, const IvpState& state, Screen& screen) {
  switch (page) {
    case IvpPage::Terminal:
      return ivp::terminal(state, screen);
    case IvpPage::Colors:
      return ivp::colors(state, screen);
    case IvpPage::Fields:
      return ivp::fields(state, screen);
    case IvpPage::Keys:
      return ivp::keys(state, screen);
    case IvpPage::Timing:
      return ivp::timing(state, screen);
    default:  // the others are orders
      return;
  }
}

void put_orders(IvpPage page, const IvpState& state, IvpOrders& orders) {
  const auto& characters = *state.form.page;
  switch (page) {
    case IvpPage::Colors:
      if (state.form.attributes == tn3270::Attributes::Extended) {
        ivp::color_letters(orders);
      }
      return;
    case IvpPage::Characters4:
      return ivp::characters(characters, 0x40, orders);
    case IvpPage::Characters8:
      return ivp::characters(characters, 0x80, orders);
    case IvpPage::CharactersC:
      return ivp::characters(characters, 0xC0, orders);
    case IvpPage::Graphics:
      return ivp::graphics(orders);
    case IvpPage::Keys:
      return ivp::pen_field(orders);
    default:  // the others are fields
      return;
  }
}

// Of a terminal that is smaller than the pages: what is said fits all.
tn3270::ByteBuffer too_small(const IvpState& state, const FieldFault& fault, ShownScreen& shown) {
  SendScreen send;
  send.screen.message = "Not on this terminal: " + fault.why;
  auto written = write_screen(send, state.form, shown);
  VERIFY(std::holds_alternative<tn3270::ByteBuffer>(written), "a message that can't be shown");
  return std::get<tn3270::ByteBuffer>(std::move(written));
}

}  // namespace

const char* title(IvpPage page) {
  return kTitles.at(static_cast<std::size_t>(page));
}

tn3270::ByteBuffer write_ivp(IvpPage page, const IvpState& state, ShownScreen& shown) {
  if (page == IvpPage::Primary) {
    return ivp::ruler(state, ScreenChoice::Primary, shown);
  }
  if (page == IvpPage::Alternate) {
    return ivp::ruler(state, ScreenChoice::Alternate, shown);
  }
  SendScreen send;
  send.screen = framed(page, state);
  put_fields(page, state, send.screen);
  auto written = write_screen(send, state.form, shown);
  if (const auto* fault = std::get_if<FieldFault>(&written)) {
    return too_small(state, *fault, shown);
  }
  auto record = std::get<tn3270::ByteBuffer>(std::move(written));
  IvpOrders orders(shown.size, *state.form.page, record);
  put_orders(page, state, orders);
  return record;
}

}  // namespace vtam
