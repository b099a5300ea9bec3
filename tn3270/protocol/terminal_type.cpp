#include "tn3270/protocol/terminal_type.h"

#include "tn3270/protocol/telnet_codes.h"

namespace tn3270::terminal_type {

std::optional<Answer> parse(Bytes subnegotiation) {
  if (subnegotiation.empty() || subnegotiation.front() != telnet::kTerminalTypeIs) {
    return std::nullopt;
  }
  const Bytes rest = subnegotiation.subspan(1);
  Answer answer;
  answer.text = {reinterpret_cast<const char*>(rest.data()), rest.size()};
  const std::size_t at = answer.text.find('@');
  answer.type = answer.text.substr(0, at);
  if (at != std::string_view::npos) {
    answer.name = answer.text.substr(at + 1);
  }
  return answer;
}

bool is_send(Bytes subnegotiation) {
  return subnegotiation.size() == 1 && subnegotiation.front() == telnet::kTerminalTypeSend;
}

void append_send(ByteBuffer& out) {
  out.insert(out.end(), {telnet::kIac, telnet::kSb, telnet::option::kTerminalType,
                         telnet::kTerminalTypeSend, telnet::kIac, telnet::kSe});
}

void append_is(std::string_view type, std::string_view name, ByteBuffer& out) {
  out.insert(out.end(),
             {telnet::kIac, telnet::kSb, telnet::option::kTerminalType, telnet::kTerminalTypeIs});
  out.insert(out.end(), type.begin(), type.end());
  if (!name.empty()) {
    out.push_back('@');
    out.insert(out.end(), name.begin(), name.end());
  }
  out.insert(out.end(), {telnet::kIac, telnet::kSe});
}

}  // namespace tn3270::terminal_type
