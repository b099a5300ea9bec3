#include "tests/e2e/lpd_sink.h"

#include <grp.h>
#include <pwd.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <thread>

#include "tests/e2e/daemon.h"
#include "tests/e2e/loopback.h"

namespace e2e {
namespace {

using Clock = std::chrono::steady_clock;
namespace fs = std::filesystem;

// One queue prints one job at a time. The bytes are renamed last: whoever sees a job sees all of
// it.
constexpr auto kFilter = R"(#!/bin/sh
cd @FOLDER@/jobs || exit 1
number=$(ls | grep -c job)
cat >bytes
printf '%s\n' "$@" >arguments
mv arguments arguments.$number
mv bytes job.$number
)";

constexpr auto kPrintcap =
    "lp:server:sd=@FOLDER@/spool/lp:lp=/dev/null:if=@FOLDER@/filter:filter=@FOLDER@/filter"
    ":mx=0:sh:force_localhost@\n";

constexpr auto kSettings = R"(printcap_path=@FOLDER@/printcap
perms_path=@FOLDER@/perms
lockfile=@FOLDER@/lpd.lock
lpd_listen_port=127.0.0.1%@PORT@
unix_socket_path=off
user=@USER@
group=@GROUP@
)";

std::string filled(std::string text, const std::string& word, const std::string& value) {
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at)) {
    text.replace(at, word.size(), value);
    at += value.size();
  }
  return text;
}

std::string text_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

void wait_until_it_listens(std::uint16_t port, Process& process) {
  const Clock::time_point patience = Clock::now() + std::chrono::seconds(10);
  while (Clock::now() < patience && process.running()) {
    try {
      ::close(connect_to(port));
      return;
    } catch (const std::runtime_error&) {
      std::this_thread::sleep_for(Milliseconds(20));
    }
  }
  throw std::runtime_error("LPRng does not listen: " + process.errors());
}

}  // namespace

LpdSink::LpdSink() : port_(free_port()) {
  const std::string folder = folder_.path().string();
  fs::create_directories(folder_.path() / "spool/lp");
  fs::create_directories(folder_.path() / "jobs");
  // It reads /etc/lprng/lpd.conf and no other: an /etc of its own has what else it looks at.
  fs::create_directories(folder_.path() / "etc/lprng");
  for (const char* name : {"passwd", "group", "hosts", "nsswitch.conf", "ld.so.cache"}) {
    if (fs::exists(fs::path("/etc") / name)) {
      fs::copy_file(fs::path("/etc") / name, folder_.path() / "etc" / name);
    }
  }
  std::string settings = filled(kSettings, "@FOLDER@", folder);
  settings = filled(settings, "@PORT@", std::to_string(port_));
  settings = filled(settings, "@USER@", ::getpwuid(::geteuid())->pw_name);
  settings = filled(settings, "@GROUP@", ::getgrgid(::getegid())->gr_name);
  static_cast<void>(folder_.write("etc/lprng/lpd.conf", settings));
  static_cast<void>(folder_.write("printcap", filled(kPrintcap, "@FOLDER@", folder)));
  static_cast<void>(folder_.write("perms", "DEFAULT ACCEPT\n"));
  fs::permissions(folder_.write("filter", filled(kFilter, "@FOLDER@", folder)),
                  fs::perms::owner_all);

  const std::vector<std::string> lpd = {
      counterpart("usr/sbin/lpd"), "-F", "-P", "off", "-p", "127.0.0.1%" + std::to_string(port_)};
  process_ = std::make_unique<Process>(in_own_mounts("mount --bind " + folder + "/etc /etc", lpd),
                                       Process::ErrorOutput::Separate,
                                       std::vector<std::string>{counterpart_libraries()});
  wait_until_it_listens(port_, *process_);
}

LpdSink::~LpdSink() {
  process_->signal(SIGKILL);
}

std::vector<SpooledJob> LpdSink::jobs(std::size_t count, Milliseconds wait) const {
  std::vector<SpooledJob> jobs;
  const Clock::time_point patience = Clock::now() + wait;
  const fs::path folder = folder_.path() / "jobs";
  while (jobs.size() < count && Clock::now() < patience) {
    const std::string number = std::to_string(jobs.size());
    if (fs::exists(folder / ("job." + number))) {
      jobs.push_back(
          {text_of(folder / ("job." + number)), text_of(folder / ("arguments." + number))});
    } else {
      std::this_thread::sleep_for(Milliseconds(20));
    }
  }
  return jobs;
}

}  // namespace e2e
