#include "config/deck/lu_statement.h"

#include <memory>
#include <utility>

#include "config/nearest.h"

namespace config::deck {
namespace {

constexpr std::uint16_t kRawPort = 9100;
constexpr std::uint16_t kLprPort = 515;
constexpr std::uint16_t kFtpPort = 21;

std::optional<LuSettings> lu(Operands& operands, LuType type) {
  const auto name = operands.name<LuName>(1, "the LU's name");
  if (!name) {
    return std::nullopt;
  }
  LuSettings settings{*name};
  settings.type = type;
  settings.at = operands.at(1);
  return settings;
}

// MODEL 1: GENERIC shows the menu and is in the generic pool; an APPLID is logged on to directly
// and is not in the pool. (Reading) `*` means GENERIC.
std::optional<LuSettings> read_terminal(Operands& operands) {
  auto settings = lu(operands, LuType::Terminal);
  if (operands.has(2) && (operands.is_default(2) || upper(operands.text(2)) == "GENERIC")) {
    operands.end(2);
    return settings;
  }
  const auto application = operands.name<ApplId>(2, "GENERIC or an APPLID");
  operands.end(2);
  if (!settings || !application) {
    return std::nullopt;
  }
  const std::vector<std::string_view> words{"GENERIC"};
  if (const auto meant = nearest(application->view(), words)) {
    operands.warning(2, operands.quoted(2) + " is taken as an application's name" +
                            did_you_mean(application->view(), words));
  }
  settings->application = application;
  return settings;
}

// Every printer statement begins with the LU and the application that it logs on to.
std::optional<LuSettings> printer_lu(Operands& operands, LuType type) {
  auto settings = lu(operands, type);
  const auto application = operands.name<ApplId>(2, "the application that the LU logs on to");
  if (!settings || !application) {
    return std::nullopt;
  }
  settings->application = application;
  return settings;
}

std::optional<LuSettings> read_printer(Operands& operands) {
  auto settings = printer_lu(operands, LuType::Printer);
  if (!operands.is_default(3)) {
    if (upper(operands.text(3)) != "SCS") {
      operands.error(3, operands.quoted(3) +
                            " is not known here: SCS makes an LU1 printer, nothing an LU3; write " +
                            std::string(form_of(LuStatement::Printer)));
      return std::nullopt;
    }
    if (settings) {
      settings->data = PrinterData::Scs;
    }
  }
  operands.end(3);
  return settings;
}

// MODEL 1: the 5th operand accepts only `*`; what else it may be is not known.
void fifth_operand(Operands& operands) {
  if (!operands.is_default(5)) {
    operands.warning(5, "operand 5 accepts only *, anything else is not used; write *");
  }
}

std::optional<LuSettings> with_delivery(std::optional<LuSettings> settings,
                                        DeliverySettings delivery) {
  if (settings) {
    settings->delivery = std::make_shared<const DeliverySettings>(std::move(delivery));
  }
  return settings;
}

// Operands 3 and 4; nullopt: one of them is wrong.
std::optional<DeliverySettings> host_and_port(Operands& operands, std::uint16_t standard) {
  const auto host = operands.required(3, "the host's name or address");
  const auto port = operands.port(4, standard);
  if (!host || !port) {
    return std::nullopt;
  }
  DeliverySettings delivery;
  delivery.host = *host;
  delivery.port = *port;
  return delivery;
}

std::optional<LuSettings> read_direct(Operands& operands) {
  auto settings = printer_lu(operands, LuType::Direct);
  auto delivery = host_and_port(operands, kRawPort);
  fifth_operand(operands);
  operands.end(5);
  return delivery ? with_delivery(std::move(settings), *delivery) : std::nullopt;
}

std::optional<LuSettings> read_lpr(Operands& operands) {
  auto settings = printer_lu(operands, LuType::Lpr);
  auto delivery = host_and_port(operands, kLprPort);
  fifth_operand(operands);
  const auto queue = operands.required(6, "the queue's name");
  operands.end(6);
  if (!delivery || !queue) {
    return std::nullopt;
  }
  delivery->queue = *queue;
  return with_delivery(std::move(settings), *delivery);
}

// (Reading) FTP works in active mode, FTPP in passive mode.
std::optional<LuSettings> read_ftp(Operands& operands, bool passive) {
  auto settings = printer_lu(operands, LuType::Ftp);
  auto delivery = host_and_port(operands, kFtpPort);
  const auto user = operands.required(6, "the user");
  const auto password = operands.required(7, "the password");
  if (!operands.is_default(5)) {
    const bool shifted = !password;
    operands.warning(5, std::string("operand 5 accepts only *, anything else is not used") +
                            (shifted ? "; is the * before the user missing?" : "; write *"));
  }
  operands.end(7);
  if (!delivery || !user || !password) {
    return std::nullopt;
  }
  delivery->user = *user;
  delivery->password = *password;
  delivery->passive = passive;
  return with_delivery(std::move(settings), *delivery);
}

}  // namespace

std::string_view form_of(LuStatement statement) {
  switch (statement) {
    case LuStatement::Terminal:
      return "TERMINAL NAME GENERIC, or TERMINAL NAME APPLID";
    case LuStatement::Printer:
      return "PRINTER NAME APPLID, or PRINTER NAME APPLID SCS";
    case LuStatement::Direct:
      return "DIRECT NAME APPLID HOST PORT *";
    case LuStatement::Lpr:
      return "LPR NAME APPLID HOST PORT * QUEUE";
    case LuStatement::Ftp:
      return "FTP NAME APPLID HOST PORT * USER PASSWORD";
    case LuStatement::Ftpp:
      return "FTPP NAME APPLID HOST PORT * USER PASSWORD";
  }
  return {};
}

std::optional<LuSettings> read_lu(LuStatement statement, Operands& operands) {
  switch (statement) {
    case LuStatement::Terminal:
      return read_terminal(operands);
    case LuStatement::Printer:
      return read_printer(operands);
    case LuStatement::Direct:
      return read_direct(operands);
    case LuStatement::Lpr:
      return read_lpr(operands);
    case LuStatement::Ftp:
      return read_ftp(operands, false);
    case LuStatement::Ftpp:
      return read_ftp(operands, true);
  }
  return std::nullopt;
}

}  // namespace config::deck
