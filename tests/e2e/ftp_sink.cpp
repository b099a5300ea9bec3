#include "tests/e2e/ftp_sink.h"

#include <grp.h>
#include <gtest/gtest.h>
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

std::string this_user() {
  return ::getpwuid(::geteuid())->pw_name;
}
std::string this_group() {
  return ::getgrgid(::getegid())->gr_name;
}

std::uint16_t some_port() {
  std::uint16_t port = 0;
  ::close(listen_anywhere(port));
  return port;
}

std::string line_of(const std::vector<std::string>& command) {
  const Finished finished = run(command);
  EXPECT_EQ(finished.status, 0) << finished.errors;
  return finished.output.substr(0, finished.output.find('\n'));
}

std::string text_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

constexpr auto kVsftpd = R"(listen=YES
background=NO
listen_address=127.0.0.1
run_as_launching_user=YES
anonymous_enable=YES
local_enable=NO
write_enable=YES
anon_upload_enable=YES
anon_other_write_enable=YES
anon_umask=022
secure_email_list_enable=YES
seccomp_sandbox=NO
connect_from_port_20=NO
delay_failed_login=0
)";

constexpr auto kVsftpdTls = R"(ssl_enable=YES
allow_anon_ssl=YES
force_anon_logins_ssl=YES
force_anon_data_ssl=YES
ssl_ciphers=HIGH
)";

constexpr auto kProftpd = R"(ServerName "sink"
ServerType standalone
DefaultServer on
DefaultAddress 127.0.0.1
UseIPv6 off
UseReverseDNS off
DelayEngine off
WtmpLog off
TransferLog none
SystemLog none
RequireValidShell off
RootLogin on
AuthOrder mod_auth_file.c
AllowOverwrite on
LoadModule mod_tls.c
)";

}  // namespace

OwnCertificate make_certificate(const TemporaryFolder& folder, const std::string& file,
                                const std::string& host) {
  const std::string base = (folder.path() / file).string();
  const OwnCertificate made{base + ".pem", base + ".crt", {}};
  const Finished finished =
      run({"sh", "-c",
           R"(openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 \
                -keyout "$1.key" -out "$1.crt" -subj "/CN=$2" -addext "subjectAltName=DNS:$2" &&
              cat "$1.key" "$1.crt" >"$1.pem" && chmod 600 "$1.pem")",
           "sh", base, host});
  EXPECT_EQ(finished.status, 0) << finished.errors;
  OwnCertificate result = made;
  result.pin = "sha256//" +
               line_of({"sh", "-c",
                        R"(openssl x509 -in "$1" -noout -pubkey | openssl pkey -pubin -outform der |
                           openssl dgst -sha256 -binary | openssl base64)",
                        "sh", made.certificate});
  return result;
}

FtpSink::FtpSink(const Settings& settings) : settings_(settings), port_(some_port()) {
  fs::create_directories(folder());
  start();
}

void FtpSink::use_certificate(const std::string& pem) {
  process_.reset();
  settings_.certificate = pem;
  start();
}

void FtpSink::start() {
  const Settings& settings = settings_;
  const bool vsftpd = settings.server == Server::Vsftpd;
  const std::string configuration =
      folder_.write("server.conf", vsftpd ? vsftpd_text(settings) : proftpd_text(settings))
          .string();
  std::vector<std::string> environment = {counterpart_libraries()};
  if (settings.only_tls12) {
    environment.push_back("OPENSSL_CONF=" +
                          folder_
                              .write("openssl.cnf",
                                     "openssl_conf = all\n[all]\nssl_conf = ssl\n[ssl]\n"
                                     "system_default = old\n[old]\nMaxProtocol = TLSv1.2\n")
                              .string());
  }
  const std::vector<std::string> command =
      vsftpd ? std::vector<std::string>{counterpart("usr/sbin/vsftpd"), configuration}
             : std::vector<std::string>{counterpart("usr/sbin/proftpd"), "-n", "-c", configuration};
  process_ = std::make_unique<Process>(command, Process::ErrorOutput::WithOutput, environment);
  const Clock::time_point patience = Clock::now() + std::chrono::seconds(10);
  while (Clock::now() < patience && process_->running()) {
    try {
      ::close(connect_to(port_));
      return;
    } catch (const std::runtime_error&) {
      std::this_thread::sleep_for(Milliseconds(20));
    }
  }
  throw std::runtime_error("the FTP server does not listen: " +
                           process_->read_line(Milliseconds(100)).value_or(""));
}

std::string FtpSink::vsftpd_text(const Settings& settings) const {
  const std::string folder = folder_.path().string();
  fs::create_directories(folder_.path() / "empty");
  folder_.write("passwords", std::string(kPassword) + "\n");
  std::string text = kVsftpd + ("listen_port=" + std::to_string(port_)) +
                     "\nnopriv_user=" + this_user() + "\nftp_username=" + this_user() +
                     "\nanon_root=" + folder + "/root\nsecure_chroot_dir=" + folder +
                     "/empty\nemail_password_file=" + folder + "/passwords\n";
  if (settings.tls != Tls::None) {
    text += kVsftpdTls + ("rsa_cert_file=" + settings.certificate + "\n");
  }
  if (settings.tls == Tls::Implicit) {
    text += "implicit_ssl=YES\n";
  }
  return text + settings.more;
}

std::string FtpSink::proftpd_text(const Settings& settings) const {
  const std::string folder = folder_.path().string();
  fs::create_directories(folder_.path() / "run");
  const std::string users =
      folder_
          .write("users", user() + ":" + line_of({"openssl", "passwd", "-6", kPassword}) + ":" +
                              std::to_string(::geteuid()) + ":" + std::to_string(::getegid()) +
                              "::" + folder + "/root:/bin/sh\n")
          .string();
  fs::permissions(users, fs::perms::owner_read | fs::perms::owner_write);
  std::string text = "ModulePath " + counterpart("usr/lib/proftpd") + "\n" + kProftpd + "Port " +
                     std::to_string(port_) + "\nUser " + this_user() + "\nGroup " + this_group() +
                     "\nPidFile " + folder + "/run/pid\nScoreboardFile " + folder +
                     "/run/score\nDelayTable none\nAuthUserFile " + users + "\nDefaultRoot " +
                     folder + "/root\n";
  if (settings.tls != Tls::None) {
    text += "TLSEngine on\nTLSLog " + folder +
            "/tls.log\nTLSRequired auth+data\nTLSECCertificateFile " + settings.certificate +
            "\nTLSECCertificateKeyFile " + settings.certificate + "\n";
  }
  return text + settings.more;
}

std::string FtpSink::user() const {
  return settings_.server == Server::Vsftpd ? "anonymous" : "paula";
}

std::string FtpSink::file(const std::string& name) const {
  const fs::path path = folder() / name;
  return fs::exists(path) ? text_of(path) : "(none)";
}

}  // namespace e2e
