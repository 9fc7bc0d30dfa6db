import js from "@eslint/js";
import tseslint from "typescript-eslint";

/** Who may know whom; the drawing is in docs/adr and CONTRIBUTING. A folder sees only what its row names, and itself. */
const mayImport = {
    config: ["components"],
    platform: ["components", "config"],
    plan: [],
    routing: ["plan"],
    cost: ["plan"],
    policy: ["plan", "cost", "routing"],
    twin: ["plan", "routing"],
    gameday: ["plan", "routing", "cost", "twin", "loadtest/drills"],
    apps: [],
    components: [],
};
const folders = [
    "config",
    "platform",
    "components",
    "apps",
    "plan",
    "cost",
    "policy",
    "routing",
    "twin",
    "gameday",
    "loadtest",
    "bin",
];
/** The program: only itself, its tests and its command may load it. */
const rootFiles = ["index", "config", "platform"];

function boundary(folder, allowed) {
    const known = [folder, ...allowed.map((path) => path.split("/")[0])];
    const forbidden = [...folders, ...rootFiles].filter((other) => !known.includes(other));
    return {
        files: [`${folder}/**/*.ts`],
        rules: {
            "@typescript-eslint/no-restricted-imports": [
                "error",
                {
                    patterns: [
                        {
                            regex: `^(\\.\\./)+(${forbidden.join("|")})(/|$)`,
                            message: `${folder} may import only from: ${[folder, ...allowed].join(", ")}.`,
                        },
                    ],
                },
            ],
        },
    };
}

export default tseslint.config(
    { ignores: ["node_modules", "dist", ".antipode", "docs/sample"] },
    js.configs.recommended,
    tseslint.configs.strictTypeChecked,
    {
        languageOptions: {
            parserOptions: {
                projectService: { allowDefaultProject: ["eslint.config.mjs"] },
                tsconfigRootDir: import.meta.dirname,
            },
        },
        rules: {
            "max-lines": ["error", { max: 250, skipBlankLines: true, skipComments: true }],
            "max-lines-per-function": ["error", { max: 60, skipBlankLines: true, skipComments: true }],
            "max-depth": ["error", 3],
            "max-params": ["error", 3],
            "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: false }],
            "@typescript-eslint/consistent-type-imports": "error",
            "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
            "no-restricted-syntax": [
                "error",
                {
                    selector: "CallExpression[callee.property.name='apply'] NewExpression",
                    message: "Nothing is created inside apply: a preview would not show it.",
                },
                {
                    selector: "NewExpression[callee.object.object.name='aws'][arguments.length<3]",
                    message: "An aws resource needs options with its parent.",
                },
            ],
        },
    },
    ...Object.entries(mayImport).map(([folder, allowed]) => boundary(folder, allowed)),
    {
        files: ["components/*.ts"],
        rules: {
            "@typescript-eslint/no-restricted-imports": [
                "error",
                {
                    patterns: [
                        {
                            regex: "^\\./[^/]+$",
                            allowTypeImports: true,
                            message: "Siblings are wired in platform/: import type only.",
                        },
                        { regex: "^\\.\\./", message: "A component knows only its own folder and components/shared." },
                    ],
                },
            ],
        },
    },
    {
        // The parts of a component: in the folder that has its name.
        files: ["components/*/**/*.ts"],
        rules: {
            "@typescript-eslint/no-restricted-imports": [
                "error",
                {
                    patterns: [
                        {
                            regex: "^\\.\\./(?!shared/)",
                            allowTypeImports: true,
                            message:
                                "The parts of a component know each other and components/shared: import type only.",
                        },
                    ],
                },
            ],
        },
    },
    { files: ["test/**/*.ts"], rules: { "max-lines-per-function": "off" } },
    { files: ["**/*.mjs"], extends: [tseslint.configs.disableTypeChecked] },
    {
        // What runs before any package is there: CommonJS, without types.
        files: ["**/*.cjs"],
        extends: [tseslint.configs.disableTypeChecked],
        languageOptions: {
            sourceType: "commonjs",
            globals: {
                require: "readonly",
                module: "writable",
                process: "readonly",
                __dirname: "readonly",
                __filename: "readonly",
            },
        },
        rules: { "@typescript-eslint/no-require-imports": "off" },
    },
);
