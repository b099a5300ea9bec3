#include "tn3270/server/printing/printer_tests.h"

#include <sys/timerfd.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <system_error>
#include <utility>

#include "config/limits.h"
#include "tn3270/server/printing/printer_tls.h"

namespace server {
namespace {

void set(int descriptor, std::chrono::nanoseconds after) {
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(after);
  itimerspec when{};
  when.it_value.tv_sec = seconds.count();
  when.it_value.tv_nsec = (after - seconds).count();
  static_cast<void>(::timerfd_settime(descriptor, 0, &when, nullptr));
}

}  // namespace

Alarm::Alarm(config::Ticks after)
    : descriptor_(::timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK)) {
  if (descriptor_ < 0) {
    throw std::system_error(errno, std::generic_category(), "timerfd");
  }
  set(descriptor_, after);
}

Alarm::~Alarm() {
  ::close(descriptor_);
}

void Alarm::stop() const {
  set(descriptor_, std::chrono::nanoseconds(1));
}

PrinterTests::~PrinterTests() {
  end();
}

bool PrinterTests::full() const {
  return ended_ || running_.size() >= config::limits::kPrinterTests;
}

void PrinterTests::begin(const config::LuSettings& lu,
                         std::function<void(printers::ProbeResult)> answer) {
  const auto one = running_.emplace(running_.end(), config::limits::kPrinterTest);
  auto probe = [this, one, &lu, answer = std::move(answer)] {
    auto result = printers::probe(lu, printers::Stop{one->alarm.descriptor()}, tls_for_printers());
    post_admin_([this, one, answer, result = std::move(result)] {
      if (one->thread.joinable()) {  // end() has not done it
        one->thread.join();          // this was its last act
      }
      running_.erase(one);
      answer(result);
    });
  };
  try {
    one->thread = std::thread(std::move(probe));
  } catch (const std::system_error&) {
    running_.erase(one);
    throw;
  }
}

void PrinterTests::end() {
  ended_ = true;
  for (const Running& one : running_) {
    one.alarm.stop();
  }
  for (Running& one : running_) {
    if (one.thread.joinable()) {
      one.thread.join();
    }
  }
}

}  // namespace server
