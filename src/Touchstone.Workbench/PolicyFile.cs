using System.Reflection;
using Touchstone.Engine.Decisions;
using Touchstone.Engine.Findings;
using Touchstone.Media;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Touchstone.Workbench;

/// <summary>Reads a policy from its YAML file. All errors are reported together.</summary>
public static class PolicyFile
{
    /// <summary>Bytes of the policy used when none is given.</summary>
    public static byte[] DefaultBytes { get; } = EmbeddedDefault();

    /// <summary>The policy used when none is given.</summary>
    public static Policy Default { get; } = Parse(DefaultBytes);

    /// <summary>Reads a policy.</summary>
    /// <exception cref="PolicyException">The file is no valid policy; the message lists every error.</exception>
    public static Policy Parse(byte[] yaml)
    {
        var form = Deserialise(yaml);
        var errors = new List<string>();
        if (string.IsNullOrWhiteSpace(form.Policy)) errors.Add("policy: a name is missing");
        if (form.Version < 1) errors.Add("version: must be a whole number from 1");
        var questions = new Dictionary<Question, QuestionPolicy>();
        foreach (var (name, costs) in form.Questions ?? [])
        {
            if (!Enum.TryParse<Question>(name, ignoreCase: true, out var question) || !Enum.IsDefined(question))
                errors.Add($"questions.{name}: no such question; known are {string.Join(", ", Enum.GetNames<Question>().Select(Camel))}");
            else if (costs is null)
                errors.Add($"questions.{name}: falseFlag, miss and priorOdds are missing");
            else
                questions[question] = Check(name, costs, errors);
        }
        if (errors.Count > 0) throw new PolicyException(string.Join("; ", errors));
        return new Policy(form.Policy!, form.Version, Sha256.Of(yaml).Hex, form.ContradictionsFlag, questions);
    }

    private static QuestionPolicy Check(string name, CostForm costs, List<string> errors)
    {
        // Negated comparisons so that NaN is refused too.
        if (!(costs.FalseFlag > 1)) errors.Add($"questions.{name}.falseFlag: must be above 1 (one review)");
        if (!(costs.Miss > 1)) errors.Add($"questions.{name}.miss: must be above 1 (one review)");
        if (!(costs.PriorOdds > 0) || double.IsInfinity(costs.PriorOdds)) errors.Add($"questions.{name}.priorOdds: must be a finite number above 0");
        return new QuestionPolicy(costs.FalseFlag, costs.Miss, costs.PriorOdds, costs.Weighty);
    }

    private static PolicyForm Deserialise(byte[] yaml)
    {
        try
        {
            using var reader = new StreamReader(new MemoryStream(yaml));
            var deserializer = new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).Build();
            return deserializer.Deserialize<PolicyForm?>(reader) ?? throw new PolicyException("the file is empty");
        }
        catch (YamlException e)
        {
            throw new PolicyException($"line {e.Start.Line}: {(e.InnerException ?? e).Message}");
        }
    }

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    private static byte[] EmbeddedDefault()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("policy/default")!;
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }

    private sealed class PolicyForm
    {
        public string? Policy { get; set; }
        public int Version { get; set; }
        public string? Description { get; set; }
        public bool ContradictionsFlag { get; set; }
        public Dictionary<string, CostForm?>? Questions { get; set; }
    }

    private sealed class CostForm
    {
        public double FalseFlag { get; set; }
        public double Miss { get; set; }
        public double PriorOdds { get; set; }
        public bool Weighty { get; set; }
    }
}

/// <summary>A policy file that is not valid.</summary>
public sealed class PolicyException(string message) : Exception(message);
