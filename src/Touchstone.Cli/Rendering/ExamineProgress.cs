using Spectre.Console;
using Touchstone.Workbench.Supervision;

namespace Touchstone.Cli.Rendering;

/// <summary>Files done of all, what is under way, and the time left; on a terminal only.</summary>
internal static class ExamineProgress
{
    private const int LongestName = 32;

    /// <summary>Runs the work and shows how far it is.</summary>
    /// <param name="console">The console results are written to during the work, or the error console; shown only if it is a terminal.</param>
    /// <param name="files">How many files there are.</param>
    /// <param name="silent">Show nothing.</param>
    /// <param name="work">The work; it reports each step.</param>
    internal static async Task ShowAsync(IAnsiConsole console, int files, bool silent, Func<Action<BatchStep>, Task> work)
    {
        if (silent || !console.Profile.Capabilities.Interactive)
        {
            await work(_ => { });
            return;
        }
        await console.Progress()
            .AutoClear(true)
            .Columns(new SpinnerColumn(), new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = 20 }, new RemainingTimeColumn())
            .StartAsync(async context =>
            {
                var task = context.AddTask(Describe(0, files, ""), maxValue: files);
                var under = new List<string>();
                var done = 0;
                await work(step =>
                {
                    lock (under)
                    {
                        if (step.Done)
                        {
                            under.Remove(step.File.Path);
                            done++;
                            task.Increment(1);
                        }
                        else
                        {
                            under.Add(step.File.Path);
                        }
                        task.Description = Describe(done, files, under.FirstOrDefault() ?? "");
                    }
                });
            });
    }

    private static string Describe(int done, int files, string current)
    {
        var name = Printable.Clean(Path.GetFileName(current));
        if (name.Length > LongestName) name = name[..(LongestName - 1)] + "…";
        return $"{done:N0} of {files:N0}  [dim]{Markup.Escape(name)}[/]";
    }
}
