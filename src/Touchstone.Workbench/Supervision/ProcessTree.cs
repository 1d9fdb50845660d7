using System.Globalization;

namespace Touchstone.Workbench.Supervision;

/// <summary>What a process and everything it started use, read from /proc. Zero where the system has none.</summary>
/// <param name="CpuSeconds">Processor time, user and system, of living processes and of the ended children they waited for.</param>
/// <param name="ResidentBytes">Resident memory of the living processes; shared pages count for each.</param>
public readonly record struct ProcessTree(double CpuSeconds, long ResidentBytes)
{
    // USER_HZ: the unit of times in /proc is a hundredth of a second on every Linux architecture .NET runs on (proc_pid_stat(5)).
    private const double TicksPerSecond = 100;

    // Far above what an examination starts (the process, one or two ffmpeg); a process that forks without end is stopped by its other limits.
    private const int MaximumProcesses = 256;

    /// <summary>What a process and everything below it use now.</summary>
    public static ProcessTree Of(int processId)
    {
        var total = new ProcessTree();
        foreach (var id in Members(processId))
            total = new ProcessTree(total.CpuSeconds + Cpu(id), total.ResidentBytes + Resident(id));
        return total;
    }

    /// <summary>The process, then everything below it.</summary>
    internal static IReadOnlyList<int> Members(int processId)
    {
        List<int> members = [processId];
        for (var i = 0; i < members.Count && members.Count < MaximumProcesses; i++)
            members.AddRange(Children(members[i]).Where(id => !members.Contains(id)));
        return members;
    }

    /// <summary>Living processes of the session that a process leads, those among them whose own parent has ended included.</summary>
    internal static IReadOnlyList<int> Session(int leader)
    {
        if (!Directory.Exists("/proc/self")) return [];
        var wanted = leader.ToString(CultureInfo.InvariantCulture);
        return [.. Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id > 0 && Fields(id) is { Length: > 3 } fields && fields[3] == wanted)];
    }

    // /proc/PID/task/TID/children lists what each thread started.
    private static IEnumerable<int> Children(int processId)
    {
        string[] threads;
        try
        {
            threads = Directory.GetDirectories($"/proc/{processId}/task");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
        return threads.SelectMany(thread => Text($"{thread}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(id => int.Parse(id, CultureInfo.InvariantCulture));
    }

    // Layout of stat: pid (name) state ppid …; the name may hold blanks and brackets, so fields are counted behind the last bracket.
    // Behind it: 0 state, 1 parent, 2 process group, 3 session … 11 utime, 12 stime, 13 cutime, 14 cstime.
    private static string[] Fields(int processId)
    {
        var stat = Text($"/proc/{processId}/stat");
        return stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    private static double Cpu(int processId)
    {
        var fields = Fields(processId);
        return fields.Length < 15 ? 0 : fields[11..15].Sum(ticks => double.Parse(ticks, CultureInfo.InvariantCulture)) / TicksPerSecond;
    }

    // Layout of statm: total, resident, shared … in pages.
    private static long Resident(int processId)
    {
        var fields = Text($"/proc/{processId}/statm").Split(' ');
        return fields.Length < 2 ? 0 : long.Parse(fields[1], CultureInfo.InvariantCulture) * Environment.SystemPageSize;
    }

    // A process may end between two reads: then it uses nothing.
    private static string Text(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
