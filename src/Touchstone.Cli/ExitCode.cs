using Touchstone.Engine;
using Touchstone.Engine.Decisions;

namespace Touchstone.Cli;

/// <summary>What the command says to the shell.</summary>
internal static class ExitCode
{
    internal const int Clear = 0;
    internal const int Failed = 1;
    internal const int Usage = 2;
    internal const int NotExamined = 3;
    internal const int Review = 10;
    internal const int Flag = 20;

    // 128 + SIGINT, as shells report it.
    internal const int Interrupted = 130;

    // From the mildest to the one that overrides all others.
    private static readonly int[] Precedence = [Clear, Review, Flag, NotExamined, Usage];

    internal static int Of(Examination examination) => examination.Fault is not null ? NotExamined : examination.Decision.Outcome switch
    {
        Outcome.Clear => Clear,
        Outcome.Review => Review,
        Outcome.Flag => Flag,
        _ => throw new ArgumentOutOfRangeException(nameof(examination)),
    };

    internal static int Worse(int one, int other) => Array.IndexOf(Precedence, one) >= Array.IndexOf(Precedence, other) ? one : other;
}
