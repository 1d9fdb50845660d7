using Touchstone.Evaluation.Runs;

namespace Touchstone.Cli.Verbs.Evaluating;

/// <summary>How far a run is, as lines: at most one every few seconds, with the time left.</summary>
internal sealed class RunProgress(TimeProvider time, Action<string> say)
{
    private const double SecondsBetween = 5;

    private readonly Lock _gate = new();
    private string _stage = "";
    private long _begun, _said;

    internal void Step(RunStep step)
    {
        lock (_gate)
        {
            if (step.Stage != _stage) (_stage, _begun, _said) = (step.Stage, time.GetTimestamp(), 0);
            var over = step.Done == step.Total;
            if (!over && _said != 0 && time.GetElapsedTime(_said).TotalSeconds < SecondsBetween) return;
            _said = time.GetTimestamp();
            var left = time.GetElapsedTime(_begun) * ((double)(step.Total - step.Done) / Math.Max(1, step.Done));
            say($"… {step.Stage}: {step.Done:N0} of {step.Total:N0}{(over ? "" : $", about {Words(left)} left")}");
        }
    }

    private static string Words(TimeSpan span) => span.TotalMinutes < 1 ? $"{Math.Ceiling(span.TotalSeconds):0} s" : span.TotalHours < 1 ? $"{Math.Ceiling(span.TotalMinutes):0} min" : $"{span.TotalHours:0.0} h";
}
