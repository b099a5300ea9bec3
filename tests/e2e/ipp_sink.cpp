#include "tests/e2e/ipp_sink.h"

#include <grp.h>
#include <pwd.h>
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <thread>

#include "tests/e2e/loopback.h"

namespace e2e {
namespace {

using Clock = std::chrono::steady_clock;
namespace fs = std::filesystem;

// A cupsd that is root gives its queues to another user, and takes no other answer.
std::string queue_user() {
  return ::geteuid() == 0 ? "lp" : ::getpwuid(::geteuid())->pw_name;
}
std::string queue_group() {
  return ::geteuid() == 0 ? "lp" : ::getgrgid(::getegid())->gr_name;
}

std::string filled(std::string text, const std::string& word, const std::string& value) {
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at)) {
    text.replace(at, word.size(), value);
    at += value.size();
  }
  return text;
}

constexpr auto kDaemon = R"(LogLevel warn
Listen 127.0.0.1:@PORT@
SSLListen 127.0.0.1:@SECURE@
ServerName localhost
WebInterface No
Browsing Off
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
)";

constexpr auto kFiles = R"(ServerRoot @FOLDER@/root
ServerBin @FOLDER@/bin
DataDir @DATA@
ServerKeychain @FOLDER@/keys
CreateSelfSignedCerts no
RequestRoot @FOLDER@/spool
CacheDir @FOLDER@/cache
StateDir @FOLDER@/state
TempDir @FOLDER@/tmp
DocumentRoot @FOLDER@/root
AccessLog @FOLDER@/access.log
ErrorLog stderr
PageLog @FOLDER@/page.log
User @USER@
Group @GROUP@
)";

constexpr auto kQueue = R"(<Printer @NAME@>
Info @NAME@
DeviceURI keep:/@NAME@
State Idle
Accepting @ACCEPTING@
Shared No
ErrorPolicy abort-job
</Printer>
)";

// Called with: id, user, title, copies, options and, if there is one, a file. Without arguments it
// is asked for devices. A file is renamed last: whoever sees it sees all of it.
constexpr auto kBackend = R"(#!/bin/sh
if [ $# -eq 0 ]; then exit 0; fi
if [ "$DEVICE_URI" = keep:/broken ]; then exit 1; fi
cat ${6:+"$6"} >"@FOLDER@/jobs/.part" && mv "@FOLDER@/jobs/.part" "@FOLDER@/jobs/$3"
)";

std::string queue(const std::string& name, const std::string& accepting) {
  return filled(filled(kQueue, "@NAME@", name), "@ACCEPTING@", accepting);
}

std::uint16_t some_port() {
  std::uint16_t port = 0;
  ::close(listen_anywhere(port));
  return port;
}

}  // namespace

IppSink::IppSink(const OwnCertificate& certificate)
    : port_(some_port()), secure_port_(some_port()) {
  write_files(certificate);
  const std::string folder = folder_.path().string();
  process_ = std::make_unique<Process>(
      std::vector<std::string>{counterpart("usr/sbin/cupsd"), "-f", "-c", folder + "/cupsd.conf",
                               "-s", folder + "/cups-files.conf"},
      Process::ErrorOutput::WithOutput, std::vector<std::string>{counterpart_libraries()});
  const Clock::time_point patience = Clock::now() + std::chrono::seconds(10);
  while (Clock::now() < patience && process_->running()) {
    try {
      ::close(connect_to(secure_port_));
      return;
    } catch (const std::runtime_error&) {
      std::this_thread::sleep_for(Milliseconds(20));
    }
  }
  std::string words = "cupsd does not listen:";
  while (const auto line = process_->read_line(Milliseconds(100))) {
    words += "\n" + *line;
  }
  throw std::runtime_error(words);
}

void IppSink::write_files(const OwnCertificate& certificate) const {
  const fs::path& folder = folder_.path();
  for (const char* name :
       {"root", "bin/backend", "keys", "spool", "cache", "state", "tmp", "jobs"}) {
    fs::create_directories(folder / name);
  }
  // What runs the backends for it.
  fs::create_directory_symlink(counterpart("usr/lib/cups/daemon"), folder / "bin/daemon");
  fs::copy_file(certificate.certificate, folder / "keys/localhost.crt");
  fs::copy_file(certificate.pem, folder / "keys/localhost.key");
  std::string text = filled(kDaemon, "@PORT@", std::to_string(port_));
  folder_.write("cupsd.conf", filled(text, "@SECURE@", std::to_string(secure_port_)));
  text = filled(filled(kFiles, "@USER@", queue_user()), "@GROUP@", queue_group());
  text = filled(text, "@DATA@", counterpart("usr/share/cups"));
  folder_.write("cups-files.conf", filled(text, "@FOLDER@", folder.string()));
  folder_.write("root/printers.conf",
                queue("lp", "Yes") + queue("broken", "Yes") + queue("closed", "No"));
  // Only its owner may run it: so it is run by root where cupsd is root's, and may write here.
  fs::permissions(folder_.write("bin/backend/keep", filled(kBackend, "@FOLDER@", folder.string())),
                  fs::perms::owner_all);
}

std::string IppSink::uri(const std::string& queue) const {
  return "ipp://127.0.0.1:" + std::to_string(port_) + "/printers/" + queue;
}

std::string IppSink::secure_uri(const std::string& queue) const {
  return "ipps://localhost:" + std::to_string(secure_port_) + "/printers/" + queue;
}

std::string IppSink::job(const std::string& name, Milliseconds wait) const {
  const fs::path file = folder_.path() / "jobs" / name;
  const Clock::time_point patience = Clock::now() + wait;
  while (!fs::exists(file)) {
    if (Clock::now() > patience) {
      return "(none)";
    }
    std::this_thread::sleep_for(Milliseconds(20));
  }
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

}  // namespace e2e
