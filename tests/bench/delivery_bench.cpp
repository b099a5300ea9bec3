// MB/s of one large job to a raw printer, beside the same bytes to the same reader by a bare loop
// of read and send, and as "cat | nc" copies them: through a pipe. All in turn, in one run.
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "printers/delivery/delivery.h"
#include "tests/bench/net.h"

namespace bench {
namespace {

using Clock = std::chrono::steady_clock;

// The delivery must be as fast as what people would do by hand.
constexpr double kAtLeastOfPipe = 1.0;
constexpr std::size_t kNetcatPiece = 16U << 10U;
constexpr std::size_t kLoopPiece = 64U << 10U;
constexpr int kRounds = 5;

[[noreturn]] void give_up(const char* what) {
  std::perror(what);
  std::exit(2);
}

// Reads one connection after the other to its end and closes it.
class Reader {
 public:
  Reader() : listener_(listen_on_loopback(port_)) {
    ::fcntl(listener_, F_SETFL, 0);
    thread_ = std::thread([this] { serve(); });
  }
  ~Reader() {
    ::shutdown(listener_, SHUT_RDWR);
    thread_.join();
    ::close(listener_);
  }
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;
  [[nodiscard]] std::uint16_t port() const { return port_; }

 private:
  void serve() const {
    std::vector<char> buffer(std::size_t{256} << 10U);
    for (int one = ::accept(listener_, nullptr, nullptr); one >= 0;
         one = ::accept(listener_, nullptr, nullptr)) {
      while (::recv(one, buffer.data(), buffer.size(), 0) > 0) {
      }
      ::close(one);
    }
  }

  std::uint16_t port_ = 0;
  int listener_;
  std::thread thread_;
};

int connect_blocking(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const int made = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (::connect(made, static_cast<sockaddr*>(static_cast<void*>(&address)), sizeof address) != 0) {
    give_up("connect");
  }
  return made;
}

void copy(int from, int to, std::size_t piece) {
  std::vector<char> buffer(piece);
  for (ssize_t size = ::read(from, buffer.data(), piece); size > 0;
       size = ::read(from, buffer.data(), piece)) {
    for (ssize_t done = 0; done < size;) {
      const ssize_t some = ::write(to, buffer.data() + done, static_cast<std::size_t>(size - done));
      if (some <= 0) {
        give_up("write");
      }
      done += some;
    }
  }
}

// FIN, then until the reader has closed.
void finish(int socket) {
  ::shutdown(socket, SHUT_WR);
  char byte = 0;
  while (::recv(socket, &byte, 1, 0) > 0) {
  }
  ::close(socket);
}

void by_a_loop(int file, std::uint16_t port) {
  ::lseek(file, 0, SEEK_SET);
  const int socket = connect_blocking(port);
  copy(file, socket, kLoopPiece);
  finish(socket);
}

void by_a_pipe(int file, std::uint16_t port) {
  ::lseek(file, 0, SEEK_SET);
  std::array<int, 2> pipe{};
  if (::pipe2(pipe.data(), O_CLOEXEC) != 0) {
    give_up("pipe2");
  }
  std::thread cat([&] {
    copy(file, pipe[1], std::size_t{128} << 10U);
    ::close(pipe[1]);
  });
  const int socket = connect_blocking(port);
  copy(pipe[0], socket, kNetcatPiece);
  finish(socket);
  cat.join();
  ::close(pipe[0]);
}

void by_delivery(int file, std::uint64_t size, std::uint16_t port) {
  const auto name = config::LuName::parse("PRT1").value();
  auto settings = std::make_shared<config::DeliverySettings>();
  settings->host = "127.0.0.1";
  settings->port = port;
  config::LuSettings lu{.name = name, .type = config::LuType::Direct};
  lu.delivery = settings;
  const printers::Parcel parcel{
      .descriptor = file, .size = size, .job = 1, .facts = {.printer = name}};
  printers::Stop stop;
  stop.descriptor = ::eventfd(0, EFD_CLOEXEC);
  printers::Progress progress;
  const printers::DeliveryResult result = printers::deliver(lu, parcel, stop, progress);
  ::close(stop.descriptor);
  if (result.what != printers::DeliveryResult::What::Printed || result.sent != size) {
    std::fprintf(stderr, "the job was not printed: %s\n", result.why.c_str());
    std::exit(1);
  }
}

int job_of(std::uint64_t size) {
  const int file = ::memfd_create("job", MFD_CLOEXEC);
  const std::string piece(1U << 20U, 'x');
  for (std::uint64_t done = 0; done < size; done += piece.size()) {
    if (::write(file, piece.data(), piece.size()) != static_cast<ssize_t>(piece.size())) {
      give_up("write");
    }
  }
  return file;
}

double seconds_of(const std::function<void()>& work) {
  const Clock::time_point begun = Clock::now();
  work();
  return std::chrono::duration<double>(Clock::now() - begun).count();
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

int run(std::uint64_t megabytes) {
  const std::uint64_t size = megabytes << 20U;
  const int file = job_of(size);
  const Reader reader;
  std::vector<double> delivery;
  std::vector<double> loop;
  std::vector<double> pipe;
  for (int round = 0; round < kRounds; ++round) {
    delivery.push_back(seconds_of([&] { by_delivery(file, size, reader.port()); }));
    loop.push_back(seconds_of([&] { by_a_loop(file, reader.port()); }));
    pipe.push_back(seconds_of([&] { by_a_pipe(file, reader.port()); }));
  }
  ::close(file);
  const double mb = static_cast<double>(size) / 1e6;
  const double ratio = median(pipe) / median(delivery);
  std::printf("one raw job of %llu MB, median of %d, MB/s\n",
              static_cast<unsigned long long>(megabytes), kRounds);
  std::printf("  %-24s %8.0f\n", "deliver()", mb / median(delivery));
  std::printf("  %-24s %8.0f\n", "read and send", mb / median(loop));
  std::printf("  %-24s %8.0f\n", "cat | nc", mb / median(pipe));
  std::printf("  deliver() is %.2f of cat | nc (budget: at least %.1f)\n", ratio, kAtLeastOfPipe);
  return 0;
}

}  // namespace
}  // namespace bench

int main(int count, char** words) {
  constexpr std::uint64_t kFull = 512;
  constexpr std::uint64_t kSmall = 16;
  return bench::run(count > 1 && std::string(words[1]) == "small" ? kSmall : kFull);
}
