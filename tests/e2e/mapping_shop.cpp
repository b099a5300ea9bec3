#include "tests/e2e/mapping_shop.h"

#include <gtest/gtest.h>

#include <thread>

namespace e2e {
namespace {

constexpr const char* kDemo = R"(
  "applications": [ {"name": "DEMO", "description": "DEMO APPLICATION", "type": "demo"} ],)";

}  // namespace

MappingShop::MappingShop(const std::string& lus, const std::string& more)
    : daemon_(json_of(lus, kDemo + more)) {}

std::string MappingShop::at(const std::string& address) {
  relays_.push_back(std::make_unique<Relay>(daemon_.port(), Relay::Shows::Everything, address));
  return relays_.back()->host();
}

std::string MappingShop::given(S3270& client) const {
  if (!client.wait_for_field()) {
    return client.screen();
  }
  const std::string lu = client.lu();
  return lu + " " + rule(lu);
}

std::string MappingShop::rule(const std::string& lu) const {
  const std::string shown = daemon_.ctl({"show", lu}).output;
  const std::size_t at = shown.find("\nrule");
  if (at == std::string::npos) {
    return shown;
  }
  const std::size_t begin = shown.find_first_not_of(' ', at + 5);
  return shown.substr(begin, shown.find('\n', begin) - begin);
}

std::string MappingShop::passing_by(const std::string& host) {
  S3270 client(host);
  const bool came = client.wait_for_field();
  const std::string lu = client.lu();
  EXPECT_TRUE(came) << client.screen();
  leave(client, lu);
  return lu;
}

void MappingShop::leave(S3270& client, const std::string& lu) {
  const std::size_t before = goodbyes(lu);
  client.process().write("Quit()\n");
  for (int attempt = 0; attempt < 250 && goodbyes(lu) == before; ++attempt) {
    std::this_thread::sleep_for(Milliseconds(20));
  }
  EXPECT_GT(goodbyes(lu), before) << lu;
}

std::string MappingShop::check(const std::vector<std::string>& client) const {
  std::vector<std::string> command{tn3270d_binary(), "check",
                                   (daemon_.folder() / "tn3270d.json").string()};
  command.insert(command.end(), client.begin(), client.end());
  const Finished checked = run(command);
  return checked.output + checked.errors;
}

std::size_t MappingShop::count(const std::string& text) {
  const std::string log = daemon_.log();
  std::size_t found = 0;
  for (std::size_t at = log.find(text); at != std::string::npos; at = log.find(text, at + 1)) {
    ++found;
  }
  return found;
}

}  // namespace e2e
