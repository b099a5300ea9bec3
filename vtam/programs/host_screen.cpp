#include "vtam/programs/host_screen.h"

namespace vtam {
namespace {

std::string words(tn3270::ScreenSize size) {
  return std::to_string(size.rows) + "x" + std::to_string(size.columns);
}

}  // namespace

std::string host_screen_fault(config::ApplId host, const tn3270::DeviceType& told,
                              const tn3270::DeviceType& own, bool bound) {
  const tn3270::ScreenSizes wanted = told.sizes();
  if (told.dynamic() || wanted.alternate == wanted.primary) {
    return {};  // it asks the terminal itself; every terminal has 24x80
  }
  const tn3270::ScreenSize has = own.sizes().alternate;
  const bool fits = wanted.alternate.rows <= has.rows && wanted.alternate.columns <= has.columns;
  if (fits && (bound || wanted.alternate.columns == has.columns)) {
    return {};
  }
  return host.text() + " wants a " + words(wanted.alternate) + " screen, and this terminal has " +
         words(has) + "; set the terminal to model " + std::to_string(told.model) +
         " and connect again";
}

}  // namespace vtam
