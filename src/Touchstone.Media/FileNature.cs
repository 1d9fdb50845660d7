using System.Runtime.InteropServices;
using System.Text;

namespace Touchstone.Media;

/// <summary>Tells a regular file from a pipe, a device or a socket without opening it: opening one may block for ever.</summary>
internal static class FileNature
{
    // <fcntl.h>, <sys/stat.h> and <linux/stat.h> of Linux. struct statx is laid out alike on every architecture, unlike struct stat.
    private const int CurrentFolder = -100;
    private const int NoFollow = 0x100;
    private const uint TypeWanted = 1;
    private const int StructureBytes = 256;
    private const int ModeOffset = 28;
    private const int TypeMask = 0xF000;
    private const int Regular = 0x8000;

    /// <summary>What the path is, in words, where it is something else than a regular file; null for a file, or where the system does not say.</summary>
    internal static string? Special(string path)
    {
        if (!OperatingSystem.IsLinux()) return null;
        var answer = new byte[StructureBytes];
        try
        {
            if (Statx(CurrentFolder, Encoding.UTF8.GetBytes(path + "\0"), NoFollow, TypeWanted, answer) != 0) return null;
        }
        catch (EntryPointNotFoundException)
        {
            // A C library older than statx (glibc 2.28).
            return null;
        }
        return (BitConverter.ToUInt16(answer, ModeOffset) & TypeMask) switch
        {
            Regular => null,
            0x1000 => "a pipe",
            0x2000 or 0x6000 => "a device",
            0xC000 => "a socket",
            _ => "no regular file",
        };
    }

    [DllImport("libc", EntryPoint = "statx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Statx(int folder, byte[] path, int flags, uint mask, byte[] answer);
}
