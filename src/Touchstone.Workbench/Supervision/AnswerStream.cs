using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Touchstone.Workbench.Supervision;

/// <summary>The stream for answers: standard output, taken away from everything else in the process.</summary>
/// <remarks>
/// Native libraries print to descriptor 1 when they please, and a single such byte would break the protocol. So the pipe is moved to a
/// descriptor of its own, closed in whatever is started later, and descriptor 1 is made another name of the error stream.
/// </remarks>
internal static class AnswerStream
{
    private const int StandardOutput = 1;
    private const int StandardError = 2;

    // F_DUPFD_CLOEXEC of Linux's <fcntl.h>.
    private const int DuplicateCloseOnExec = 1030;

    internal static Stream Claim()
    {
        if (!OperatingSystem.IsLinux()) return Console.OpenStandardOutput();
        var pipe = Fcntl(StandardOutput, DuplicateCloseOnExec, StandardError + 1);
        if (pipe < 0 || Dup2(StandardError, StandardOutput) < 0) return Console.OpenStandardOutput();
        return new FileStream(new SafeFileHandle(pipe, ownsHandle: true), FileAccess.Write, bufferSize: 0);
    }

    [DllImport("libc", EntryPoint = "fcntl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Fcntl(int descriptor, int command, int argument);

    [DllImport("libc", EntryPoint = "dup2")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Dup2(int from, int to);
}
