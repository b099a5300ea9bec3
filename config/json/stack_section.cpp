#include <charconv>
#include <utility>

#include "config/json/fields.h"
#include "config/json/sections.h"

namespace config::json {
namespace {

bool is_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

void read_address(Reading& reading, const Value& value, StackSettings& stack) {
  std::string address;
  if (reading.host(value, address)) {
    stack.address = address;
  }
}

void read_hosts(Reading& reading, const Value& value, StackSettings& stack) {
  read_map(reading, value, [&](const Value& member) {
    std::string address;
    if (reading.host(member, address)) {
      stack.hosts.emplace(member.key(), address);
    }
  });
}

void read_port_map(Reading& reading, const Value& value, StackSettings& stack) {
  read_map(reading, value, [&](const Value& member) {
    std::uint16_t from = 0;
    const std::string_view key = member.key();
    const auto [end, fault] = std::from_chars(key.data(), key.data() + key.size(), from);
    const bool good = is_digits(key) && fault == std::errc() && from > 0;
    if (!good) {
      reading.error(member.key_at(), label(member) +
                                         " is not a port from 1 to 65535; write the port of an "
                                         "OPEN, like \"23\": 3270");
    }
    std::uint16_t to = 0;
    if (reading.port(member, to) && good && !stack.port_map.emplace(from, to).second) {
      reading.error(member.key_at(), "port " + std::to_string(from) +
                                         " is already mapped in this object; keep one of the two");
    }
  });
}

constexpr Field<StackSettings> kStackFields[] = {
    {"address", read_address},
    {"hosts", read_hosts},
    {"port_map", read_port_map},
    {"tls", [](Reading& r, const Value& v, StackSettings& s) { read_listener_tls(r, v, s.tls); }},
    {"certificate", [](Reading& r, const Value& v, StackSettings& s) { r.path(v, s.certificate); }},
    {"listeners",
     [](Reading& r, const Value& v, StackSettings& s) { read_listener_list(r, v, s.listeners); }},
};

// A map from the user's names to directories.
void read_directories(Reading& reading, const Value& value,
                      std::map<std::string, std::string>& directories) {
  read_map(reading, value, [&](const Value& member) {
    std::string directory;
    if (reading.path(member, directory)) {
      directories.emplace(member.key(), directory);
    }
  });
}

}  // namespace

void read_stacks(Reading& reading, const Value& value) {
  read_map(reading, value, [&](const Value& member) {
    StackSettings stack;
    stack.id = member.key();
    stack.at = member.key_at();
    if (stack.id.size() != 2 || !is_digits(stack.id)) {
      reading.error(member.key_at(), label(member) +
                                         " is not the number of a stack; write the two digits of "
                                         "the deck's ID, like \"44\"");
    }
    if (read_fields(reading, member, kStackFields, stack)) {
      reading.config().stacks.emplace(stack.id, stack);
    }
  });
}

void read_libraries(Reading& reading, const Value& value) {
  reading.config().libraries_at = value.key_at();
  read_directories(reading, value, reading.config().libraries);
}

void read_iccf(Reading& reading, const Value& value) {
  reading.config().iccf_at = value.key_at();
  read_directories(reading, value, reading.config().iccf);
}

Keys stack_keys() {
  return keys_of(kStackFields);
}

}  // namespace config::json
