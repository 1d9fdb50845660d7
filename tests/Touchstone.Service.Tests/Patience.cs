using System.Diagnostics;

namespace Touchstone.Service.Tests;

/// <summary>Waits for what a running program does in its own time.</summary>
internal static class Patience
{
    internal static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    /// <summary>Whether something came true in time.</summary>
    internal static async Task<bool> UntilAsync(Func<bool> isSo)
    {
        for (var until = Stopwatch.StartNew(); until.Elapsed < Longest; await Task.Delay(50))
            if (isSo()) return true;
        return false;
    }
}
