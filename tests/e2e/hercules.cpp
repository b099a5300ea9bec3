#include "tests/e2e/hercules.h"

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <thread>
#include <vector>

#include "tests/e2e/counterpart.h"
#include "tests/e2e/daemon.h"
#include "tests/e2e/guest/echo_guest.h"

namespace e2e {
namespace {

constexpr std::uint16_t kFirstDevice = 0x100;

// Its log goes to a file: nobody reads a pipe while it runs.
std::vector<std::string> command_of(const std::filesystem::path& folder,
                                    const std::string& configuration) {
  return {"sh",
          "-c",
          R"(log=$1 && shift && exec "$@" >"$log" 2>&1)",
          "sh",
          (folder / "log").string(),
          counterpart("usr/bin/hercules"),
          "-d",
          "-f",
          configuration,
          "-p",
          counterpart("usr/lib/hercules")};
}

}  // namespace

Hercules::Hercules(std::size_t devices, Guest guest, std::uint16_t port)
    : port_(port == 0 ? free_port() : port),
      process_(command_of(folder_.path(), configure(devices, guest)),
               Process::ErrorOutput::Separate,
               {"LD_LIBRARY_PATH=" + counterpart("usr/lib/hercules"),
                "HERCULES_RC=" + (folder_.path() / "commands").string()}) {
  if (!says("HHCTE003I") || (guest == Guest::Echo && !says(std::string("\n") + kEchoGuestReady))) {
    throw std::runtime_error("Hercules does not come up:\n" + log());
  }
}

std::string Hercules::log() const {
  std::ifstream file(folder_.path() / "log");
  return {std::istreambuf_iterator<char>(file), {}};
}

bool Hercules::has_lost(std::size_t clients) const {
  const std::string line = " client 127.0.0.1 connection ";  // closed, or reset
  std::size_t gone = 0;
  for (int tries = 0; tries < 500 && gone < clients; ++tries) {
    std::this_thread::sleep_for(Milliseconds(10));
    const std::string text = log();
    gone = 0;
    for (std::size_t at = text.find(line); at != std::string::npos; at = text.find(line, at + 1)) {
      ++gone;
    }
  }
  return gone == clients;
}

std::string Hercules::configure(std::size_t devices, Guest guest) const {
  std::string commands;
  if (guest == Guest::Echo) {
    folder_.write("guest", echo_guest(kFirstDevice, devices));
    // A list of what is loaded where; the word at 0 says how to begin.
    commands = "ipl " + folder_.write("guest.ins", "guest 0x00000000\n").string() + "\n";
  }
  folder_.write("commands", commands);
  return folder_
      .write("hercules.cnf",
             "CPUSERIAL 000001\nCPUMODEL 3090\nMAINSIZE 2\nNUMCPU 1\nARCHMODE S/370\n"
             "DIAG8CMD ENABLE ECHO\nCNSLPORT " +
                 host() + "\n0100." + std::to_string(devices) + " 3270\n")
      .string();
}

bool Hercules::says(const std::string& text) {
  for (int tries = 0; tries < 1000 && process_.running(); ++tries) {
    if (log().find(text) != std::string::npos) {
      return true;
    }
    std::this_thread::sleep_for(Milliseconds(20));
  }
  return false;
}

bool shows_guest(S3270& client) {
  return client.wait_for_text("TN3270D TEST GUEST") && client.wait_for_field();
}

}  // namespace e2e
