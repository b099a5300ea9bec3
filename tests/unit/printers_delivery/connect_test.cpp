#include "printers/delivery/connect.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

#include <array>
#include <future>
#include <optional>
#include <thread>

#include "printers/delivery/resolve.h"
#include "printers/delivery/source_port.h"
#include "tests/unit/printers_delivery/printer_double.h"
#include "tests/unit/printers_delivery/sent_job.h"

namespace printers {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;
using What = ConnectFault::What;

constexpr config::Ticks kPatience = std::chrono::seconds(5);
constexpr milliseconds kAtOnce(100);

std::variant<Descriptor, ConnectFault> connect_with(const Endpoint& endpoint) {
  const StopOrder order;
  return connect_to(endpoint, Clock::time_point::max(), order.stop());
}

ConnectFault fault_of(const Endpoint& endpoint) {
  auto connected = connect_with(endpoint);
  return std::holds_alternative<Descriptor>(connected) ? ConnectFault{What::Stopped, "connected"}
                                                       : std::get<ConnectFault>(connected);
}

// 0 if the test may not have it.
std::uint16_t source_port_of(const Descriptor& socket) {
  sockaddr_in address{};
  socklen_t size = sizeof address;
  ::getsockname(socket.number(), static_cast<sockaddr*>(static_cast<void*>(&address)), &size);
  return ntohs(address.sin_port);
}

TEST(Connect, ReachesANumberAndAName) {
  PrinterDouble printer([](Visit&) {});
  for (const char* host : {"127.0.0.1", "localhost"}) {
    auto connected = connect_with({host, printer.port(), kPatience});
    EXPECT_TRUE(std::holds_alternative<Descriptor>(connected)) << host;
  }
  EXPECT_EQ(printer.visits(2), 2U);
}

TEST(Connect, TriesEveryAddressAndSaysWhatEachOneSaid) {
  const std::uint16_t port = closed_port();
  const ConnectFault fault = fault_of({"localhost", port, kPatience});
  EXPECT_EQ(fault.what, What::Refused);
  EXPECT_THAT(fault.why, HasSubstr("localhost port " + std::to_string(port) + ": "));
  EXPECT_THAT(fault.why, HasSubstr("127.0.0.1: Connection refused"));
}

TEST(Connect, SaysThatThereIsNoSuchHost) {
  const ConnectFault fault = fault_of({"no-such-printer.invalid", 9100, kPatience});
  EXPECT_EQ(fault.what, What::NoRoute);
  EXPECT_THAT(fault.why, HasSubstr("no-such-printer.invalid has no address: "));
}

// A listener whose queue is full answers nobody.
class FullListener {
 public:
  FullListener() {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    auto* generic = static_cast<sockaddr*>(static_cast<void*>(&address));
    socklen_t size = sizeof address;
    EXPECT_EQ(::bind(listener_.number(), generic, size), 0);
    EXPECT_EQ(::listen(listener_.number(), 0), 0);
    EXPECT_EQ(::getsockname(listener_.number(), generic, &size), 0);
    port_ = ntohs(address.sin_port);
    for (Descriptor& guest : guests_) {
      guest = Descriptor(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
      static_cast<void>(::connect(guest.number(), generic, size));
    }
  }
  [[nodiscard]] std::uint16_t port() const { return port_; }

 private:
  Descriptor listener_{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)};
  std::array<Descriptor, 4> guests_;
  std::uint16_t port_ = 0;
};

TEST(Connect, GivesUpInTimeWhereNobodyAnswers) {
  const FullListener listener;
  const ConnectFault fault = fault_of({"127.0.0.1", listener.port(), milliseconds(200)});
  EXPECT_EQ(fault.what, What::NoRoute);
  EXPECT_THAT(fault.why, HasSubstr(": no answer"));
}

TEST(Connect, StopsAtOnce) {
  const FullListener listener;
  const StopOrder order;
  auto connecting = std::async(std::launch::async, [&] {
    return connect_to({"127.0.0.1", listener.port(), kPatience}, Clock::time_point::max(),
                      order.stop());
  });
  std::this_thread::sleep_for(milliseconds(50));
  const Clock::time_point begun = Clock::now();
  order.give();
  const auto connected = connecting.get();
  EXPECT_LT(Clock::now() - begun, kAtOnce);
  ASSERT_TRUE(std::holds_alternative<ConnectFault>(connected));
  EXPECT_EQ(std::get<ConnectFault>(connected).what, What::Stopped);
}

TEST(Resolve, LeavesASlowResolverBehindWhenItIsStoppedOrTooLate) {
  const auto slow = [](const std::string&, std::uint16_t) {
    std::this_thread::sleep_for(milliseconds(400));
    return Answer{{}, "late"};
  };
  const StopOrder order;
  const Clock::time_point begun = Clock::now();
  const auto late = resolve("printer", 9100, begun + milliseconds(50), order.stop(), slow);
  EXPECT_EQ(std::get<NoAnswer>(late), NoAnswer::TimedOut);
  order.give();
  const auto stopped = resolve("printer", 9100, begun + kPatience, order.stop(), slow);
  EXPECT_EQ(std::get<NoAnswer>(stopped), NoAnswer::Stopped);
  EXPECT_LT(Clock::now() - begun, milliseconds(50) + kAtOnce);
  // It still has what it writes to: a sanitizer would say if not.
  std::this_thread::sleep_for(milliseconds(500));
}

TEST(SourcePorts, GoDownFromAnotherOneForEachJobAndAround) {
  SourcePorts ports(config::SourcePort::Rfc1179, 1);
  std::vector<std::uint16_t> all;
  while (const std::optional<std::uint16_t> port = ports.next()) {
    all.push_back(*port);
  }
  EXPECT_THAT(all, testing::ElementsAre(730, 729, 728, 727, 726, 725, 724, 723, 722, 721, 731));
  EXPECT_EQ(SourcePorts(config::SourcePort::Rfc1179, 11).next(), 731);
  EXPECT_EQ(SourcePorts(config::SourcePort::Privileged, 0).next(), 1023);
  EXPECT_EQ(SourcePorts(config::SourcePort::Privileged, 511).next(), 512);
  SourcePorts any(config::SourcePort::Any, 77);
  EXPECT_EQ(any.next(), 0);
  EXPECT_EQ(any.next(), std::nullopt);
}

// Whether this process may use port 721; without the right the sentence is what is tested.
bool may_use_low_ports() {
  const Descriptor socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  const int error = bind_to_port(socket.number(), AF_INET, 721);
  return error != EACCES && error != EPERM;
}

TEST(SourcePorts, AreUsedOneAfterTheOtherOrTheMissingRightIsTold) {
  PrinterDouble printer([](Visit& visit) { static_cast<void>(visit.read_all()); });
  const Endpoint endpoint{"127.0.0.1", printer.port(), kPatience, config::SourcePort::Rfc1179, 3};
  if (!may_use_low_ports()) {
    const ConnectFault fault = fault_of(endpoint);
    EXPECT_EQ(fault.what, What::NoRight);
    EXPECT_THAT(fault.why, HasSubstr("CAP_NET_BIND_SERVICE"));
    EXPECT_EQ(result_of(fault).what, DeliveryResult::What::Failed);
    return;
  }
  std::vector<Descriptor> open;
  for (int job = 0; job < 3; ++job) {
    auto connected = connect_with(endpoint);
    ASSERT_TRUE(std::holds_alternative<Descriptor>(connected));
    open.push_back(std::get<Descriptor>(std::move(connected)));
    EXPECT_GE(source_port_of(open.back()), 721);
    EXPECT_LE(source_port_of(open.back()), 731);
  }
  EXPECT_NE(source_port_of(open[0]), source_port_of(open[1]));
  EXPECT_NE(source_port_of(open[1]), source_port_of(open[2]));
}

TEST(SourcePorts, AreToldWhenAllOfThemAreTaken) {
  std::vector<Descriptor> taken;
  for (std::uint16_t port = 721; port <= 731; ++port) {
    taken.emplace_back(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    static_cast<void>(bind_to_port(taken.back().number(), AF_INET, port));
    static_cast<void>(::listen(taken.back().number(), 1));
  }
  PrinterDouble printer([](Visit&) {});
  const ConnectFault fault =
      fault_of({"127.0.0.1", printer.port(), kPatience, config::SourcePort::Rfc1179});
  if (!may_use_low_ports()) {
    EXPECT_EQ(fault.what, What::NoRight);
    return;
  }
  EXPECT_EQ(fault.what, What::NoPort);
  EXPECT_THAT(fault.why, HasSubstr("all source ports 721-731 are taken"));
  EXPECT_EQ(result_of(fault).what, DeliveryResult::What::Retry);
}

}  // namespace
}  // namespace printers
